import java.util.LinkedHashMap;
import java.util.Map;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.parameters.Values;
import org.juliaset.parts.Share;
import org.juliaset.parts.Shares;
import org.juliaset.render.JobText;

/** Prints the share of all work in each part of a PNG, one a line: COUNT NAME=VALUE...; see ci/scale-simulation. */
public final class PartShares {
    private PartShares() {}

    public static void main(String[] arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int index = 1; index < arguments.length; index++) {
            String[] entry = arguments[index].split("=", 2);
            values.put(entry[0], entry[1]);
        }
        int count = Integer.parseInt(arguments[0]);
        Shares shares = Shares.of(JobText.job(Values.of(values), PictureFormat.PNG), count);
        for (int index = 0; index < count; index++) {
            Share share = shares.share(index);
            System.out.println(shares.work(share));
        }
    }
}
