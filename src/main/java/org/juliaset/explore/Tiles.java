package org.juliaset.explore;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.juliaset.color.Coloring;
import org.juliaset.image.Picture;
import org.juliaset.image.formats.PictureFormat;
import org.juliaset.image.png.PngTile;
import org.juliaset.model.Counts;
import org.juliaset.model.Grid;
import org.juliaset.model.Sampling;
import org.juliaset.model.Scene;
import org.juliaset.model.Tile;
import org.juliaset.parameters.Parameters;
import org.juliaset.render.JobText;
import org.juliaset.render.RenderJob;

/**
 * Tiles of views: counts, which the page colours, where a pixel has one sample, else pixels. They are those of the
 * whole picture there, bit for bit. Safe for use by several threads.
 */
final class Tiles implements AutoCloseable {
    /** The most pixels of a tile. */
    static final int MOST_PIXELS = 1 << 20;

    /** The most samples of a tile. */
    static final int MOST_SAMPLES = 1 << 24;

    /** The most requests that are computed or wait. */
    static final int MOST_REQUESTS = 32;

    /** The longest that a tile is computed for. */
    static final long MOST_MILLIS = 10_000;

    private static final Set<String> OTHERS = Set.of("tile", "pane", "generation", "client");
    private static final Pattern RECTANGLE =
            Pattern.compile("(\\d{1,10}),(\\d{1,10}),(\\d{1,10}),(\\d{1,10})");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{0,64}");

    private final Devices devices;
    private final Scales scales;
    private final Turns<ComputedTile> turns;
    private final TileCache cache;

    /** @param cacheBytes most bytes of tiles that are kept */
    Tiles(Devices devices, Scales scales, long cacheBytes, ScheduledExecutorService clock) {
        this.devices = devices;
        this.scales = scales;
        this.cache = new TileCache(cacheBytes);
        this.turns = new Turns<>("juliaset-tile-",
                new Turns.Limits(Math.max(2, devices.threads()), MOST_REQUESTS, MOST_MILLIS), clock);
    }

    /**
     * What decides the bytes of a tile.
     *
     * @param coloring null for counts
     */
    private record Key(Scene scene, Tile tile, Coloring coloring) {}

    /** Answers a request for a tile. */
    Answer answer(Request request) throws InterruptedException {
        Fields fields = new Fields(request.query(), OTHERS);
        Asker asker = asker(fields);
        // whatever the depth of the picture, the page shows 8 bits
        RenderJob job = JobText.job(fields.values().with(Parameters.DEPTH, Byte.SIZE), PictureFormat.PNG);
        Tile tile = tile(fields.query().require("tile"), job.grid(), job.scene().sampling());
        boolean isCounts = job.scene().sampling().perSide() == 1;
        Key key = new Key(job.scene(), tile, isCounts ? null : job.coloring());
        turns.requireNewest(asker);
        ComputedTile known = cache.find(key).orElse(null);
        if (known == null) {
            // the time to start is not the tile's
            devices.requireStarted();
            known = turns.of(key, asker, () -> isCounts ? counts(job.scene(), tile) : pixels(job, tile));
            cache.add(key, known);
        }
        return known.answer();
    }

    private static Asker asker(Fields fields) {
        return new Asker(
                name(fields, "client"), name(fields, "pane"), fields.otherNumber("generation").orElse(null));
    }

    /** Returns the text of a field that names a page or a part of it; empty if it is not there. */
    static String name(Fields fields, String field) {
        String name = fields.other(field).orElse("");
        if (!NAME.matcher(name).matches()) {
            throw new Refusal(Refusal.BAD_REQUEST,
                    field + " is \"" + Texts.shown(name) + "\": give up to 64 letters and digits");
        }
        return name;
    }

    private static Tile tile(String text, Grid grid, Sampling sampling) {
        Matcher numbers = RECTANGLE.matcher(text);
        if (!numbers.matches()) {
            throw new Refusal(Refusal.BAD_REQUEST, "tile is \"" + Texts.shown(text)
                    + "\": give the first column, the first row, columns and rows, as in 0,0,256,256");
        }
        long column = Long.parseLong(numbers.group(1));
        long row = Long.parseLong(numbers.group(2));
        long columns = Long.parseLong(numbers.group(3));
        long rows = Long.parseLong(numbers.group(4));
        if (columns == 0 || rows == 0 || column + columns > grid.width() || row + rows > grid.height()) {
            throw new Refusal(Refusal.BAD_REQUEST, "tile is " + text + ": give a part of the " + grid.width() + " x "
                    + grid.height() + " pixels of the picture");
        }
        long perPixel = (long) sampling.perSide() * sampling.perSide();
        long most = Math.min(MOST_PIXELS, MOST_SAMPLES / perPixel);
        if (columns * rows > most) {
            throw new Refusal(Refusal.TOO_LARGE, "tile is " + text + ": with samples " + sampling.perSide()
                    + " give one of " + most + " pixels at most");
        }
        return new Tile(row, (int) rows, column, (int) columns);
    }

    private ComputedTile counts(Scene scene, Tile tile) throws InterruptedException {
        Counts counts = devices.await().tiles().counts(scene, tile);
        if (counts.bytesPerCount() == Integer.BYTES) {
            return new ComputedTile(counts.fractionBits(), counts.buffer().array());
        }
        ByteBuffer wide = ByteBuffer.allocate(Integer.BYTES * counts.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int k = 0; k < counts.size(); k++) {
            wide.putInt(counts.get(k));
        }
        return new ComputedTile(counts.fractionBits(), wide.array());
    }

    private ComputedTile pixels(RenderJob job, Tile tile) throws InterruptedException {
        Devices.Started device = devices.await();
        RenderJob settled = scales.settled(job, device.tiles());
        Picture picture = new Picture(
                tile.columns(), tile.rows(), settled.pixels(), settled.scene().sampling(), true, 0, Map.of());
        return new ComputedTile(ComputedTile.PIXELS,
                PngTile.bare(picture, device.tiles().pixels(settled, tile, PngTile.ROW_PREFIX)));
    }

    /** Returns the bytes of the tiles that are kept. */
    long cachedBytes() {
        return cache.bytes();
    }

    @Override
    public void close() {
        turns.close();
    }
}
