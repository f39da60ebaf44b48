package org.juliaset.explore;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.juliaset.color.Palette;
import org.juliaset.color.PaletteTables;
import org.juliaset.color.Palettes;
import org.juliaset.color.Rgb;
import org.juliaset.color.Scale;
import org.juliaset.color.ToneMap;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Values;
import org.juliaset.render.RenderJob;

/** The tables from which the page makes colours of counts, those of the server's shader. Safe for use by threads. */
final class Tables {
    private static final String TYPE = "application/octet-stream";
    private static final String EQUALISED = "equalised";

    private static final List<Scale.Kind> PLAIN = List.of(Scale.Kind.LINEAR, Scale.Kind.SQRT, Scale.Kind.LOG);

    private final Devices devices;
    private final Scales scales;
    private final Turns<Scale> turns;

    Tables(Devices devices, Scales scales, Turns<Scale> turns) {
        this.devices = devices;
        this.scales = scales;
        this.turns = turns;
    }

    /** Answers with the palette's colours. */
    Answer palette(Request request) {
        Query query = request.query();
        Values values = new Fields(query, Set.of()).values();
        Palette palette = Palettes.of(Values.NONE.withText(Parameters.PALETTE, query.require("palette"))
                .get(Parameters.PALETTE));
        byte[] interior =
                PaletteTables.codes(Rgb.of(Parameters.INTERIOR.name(), values.get(Parameters.INTERIOR)));
        return Answer.bytes(TYPE, PaletteTables.codes(palette))
                .header("X-Cyclic", Boolean.toString(palette.isCyclic()))
                .header("X-Palette", palette.toString())
                .header("X-Interior", String.format("#%02x%02x%02x", interior[0], interior[1], interior[2]));
    }

    /** Answers with the scales that need no view, or with the equalised one of a view. */
    Answer scale(Request request) throws InterruptedException {
        Fields fields = new Fields(request.query(), Set.of("client"));
        Values values = fields.values();
        if (values.get(Parameters.PALETTE_SCALE).equals(EQUALISED)) {
            return equalised(fields);
        }
        ToneMap tones = new ToneMap(values.get(Parameters.ITERMIN), values.get(Parameters.ITERMAX));
        return table(PLAIN.stream().map(kind -> PaletteTables.scale(Scale.of(kind), tones)).toList());
    }

    private Answer equalised(Fields fields) throws InterruptedException {
        RenderJob job = fields.job(PictureFormat.PNG);
        if (job.coloring().map().isEmpty()) {
            throw new Refusal(Refusal.BAD_REQUEST, "palette is missing: give one");
        }
        Asker asker = new Asker(Tiles.name(fields, "client"), "scale", null);
        Scale scale = turns.of(List.of(job.scene(), job.coloring()), asker, () ->
                scales.settled(job, devices.await().tiles()).coloring().map().orElseThrow().scale());
        ToneMap tones = new ToneMap(job.coloring().itermin(), job.set().iterationLimit());
        String quantiles = scale.quantiles().stream().map(String::valueOf).collect(Collectors.joining(","));
        return table(List.of(PaletteTables.scale(scale, tones))).header("X-Palette-Quantiles", quantiles);
    }

    /** Returns the length of tables, and the numbers of each. */
    private static Answer table(List<double[]> tables) {
        int length = tables.get(0).length;
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Double.BYTES * length * tables.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length);
        tables.forEach(table -> {
            for (double place : table) {
                bytes.putDouble(place);
            }
        });
        return Answer.bytes(TYPE, bytes.array());
    }
}
