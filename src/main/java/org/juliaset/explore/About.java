package org.juliaset.explore;

import com.google.gson.annotations.SerializedName;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.juliaset.color.Palettes;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.parameters.Limit;
import org.juliaset.parameters.Parameter;
import org.juliaset.parameters.Parameters;
import org.juliaset.parameters.Software;
import org.juliaset.parameters.ValueType;
import org.juliaset.render.Presets;

/**
 * What the page has to know of the program: the schema of its JSON.
 *
 * @param device null until it has started
 * @param folder where pictures go
 */
record About(
        String version,
        DeviceRow device,
        Limits limits,
        List<ParameterRow> parameters,
        List<PaletteRow> palettes,
        List<PresetRow> presets,
        List<String> formats,
        String folder) {

    /** @param reason why this device computes */
    record DeviceRow(String name, String reason) {}

    /**
     * Bounds of requests.
     *
     * @param tilePixels pixels of a tile
     * @param samplesPerTile its samples
     * @param concurrent requests for tiles that may be on their way at a time
     */
    record Limits(int tilePixels, int samplesPerTile, int concurrent) {}

    /**
     * A parameter of the table.
     *
     * @param min the least number; null if there is none
     * @param aboveMin whether it is not allowed itself
     * @param choices null if there are none
     * @param usual the default as text; null if there is none
     */
    record ParameterRow(
            String name, String label, String help, String type, Double min, boolean aboveMin, Double max,
            List<String> choices, @SerializedName("default") String usual, String decides) {

        static ParameterRow of(Parameter<?> parameter) {
            ValueType<?> type = parameter.type();
            Double min = null;
            Double max = null;
            boolean above = false;
            for (Limit limit : type.limits()) {
                switch (limit.kind()) {
                    case FINITE -> {}
                    case MAGNITUDE -> {
                        min = -limit.bound();
                        max = limit.bound();
                    }
                    case ABOVE, LEAST -> {
                        min = limit.bound();
                        above = limit.kind() == Limit.Kind.ABOVE;
                    }
                    case MOST -> max = limit.bound();
                }
            }
            return new ParameterRow(
                    parameter.name(), parameter.name().replace('-', ' '), parameter.help(),
                    type.kind().name().toLowerCase(Locale.ROOT), min, above, max,
                    type.choices().isEmpty() ? null : type.choices(), parameter.usual(),
                    parameter.decides().name().toLowerCase(Locale.ROOT));
        }
    }

    record PaletteRow(String name, String words, boolean cyclic) {}

    record PresetRow(String name, String words, String source, Map<String, String> values) {}

    static About of(Devices.Started device, Path folder) {
        return new About(
                Software.version(),
                device == null
                        ? null
                        : new DeviceRow(device.choice().engine().device().toString(), device.choice().reason()),
                new Limits(Tiles.MOST_PIXELS, Tiles.MOST_SAMPLES, Tiles.MOST_REQUESTS),
                Parameters.all().stream().<ParameterRow>map(ParameterRow::of).toList(),
                Palettes.builtIn().stream()
                        .map(row -> new PaletteRow(row.name(), row.words(), row.palette().isCyclic()))
                        .toList(),
                Presets.all().stream()
                        .map(preset -> new PresetRow(
                                preset.name(), preset.words(), preset.source(), preset.values().texts()))
                        .toList(),
                Arrays.stream(PictureFormat.values()).map(PictureFormat::suffix).toList(),
                folder.toString());
    }
}
