package org.juliaset.image.dzi;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import org.juliaset.concurrent.WorkSharer;
import org.juliaset.image.ImageWriter;
import org.juliaset.image.PartCodec;
import org.juliaset.image.Picture;

/**
 * A Deep Zoom picture (schema {@value #SCHEMA}): PNG tiles at every level from the whole picture in
 * one pixel to full resolution, each level half of the next, with a descriptor and a viewer.
 *
 * <p>It writes into a folder: {@value #DESCRIPTOR}, {@value #VIEWER}, and the tiles in {@value #TILES},
 * as LEVEL/COLUMN_ROW.png. Rows go to the finest level. When a strip of tiles is complete the tiles are
 * written by several threads, and the averages of its pixels go to the level above, where the same
 * happens. So each level has one strip in memory, and all of them twice that of the finest.
 */
public final class DziWriter implements ImageWriter {
    /** The descriptor's name in the folder. */
    public static final String DESCRIPTOR = "picture.dzi";

    /** The viewer's name in the folder. */
    public static final String VIEWER = "viewer.html";

    /** The name of the folder of all tiles. */
    public static final String TILES = "files";

    private static final String SCHEMA = "http://schemas.microsoft.com/deepzoom/2008";

    /**
     * The most pixels that a side may have: up to there bands are whole rows, and the tiles of one level, which
     * are files of one folder, no more than file systems take.
     */
    public static final long MAX_SIDE = PartCodec.MAX_ROW;

    private final Picture picture;
    private final String name;
    private final Path folder;
    private final WorkSharer sharer;

    /** From a single pixel to full resolution. */
    private final List<Level> levels = new ArrayList<>();

    private final LongAdder bytes = new LongAdder();

    /** Files that the system may not yet have brought to the disk. */
    private final Queue<Path> unsaved = new ConcurrentLinkedQueue<>();

    /**
     * @param name what the picture is called: its tiles will be found in NAME_files beside the viewer
     * @param folder where everything goes; is there
     * @param helpers runs a part of the work, on its own threads
     * @param threads how many may work at the same time, the one that calls {@link #write} among them
     */
    public DziWriter(Picture picture, String name, Path folder, Executor helpers, int threads) {
        this.picture = picture;
        this.name = name;
        this.folder = folder;
        this.sharer = new WorkSharer(helpers, threads);
        Picture level = picture;
        levels.add(new Level(level));
        while (level.width() > 1 || level.height() > 1) {
            level = level.ofSize((level.width() + 1) / 2, (level.height() + 1) / 2);
            levels.add(0, new Level(level));
        }
    }

    /** Heap that the strips of a picture take, bytes. */
    public static long heapBytes(long width, long height, int pixelBytes) {
        long sum = Level.heapBytes(width, height, pixelBytes);
        long w = width;
        long h = height;
        while (w > 1 || h > 1) {
            w = (w + 1) / 2;
            h = (h + 1) / 2;
            sum += Level.heapBytes(w, h, pixelBytes);
        }
        return sum;
    }

    /** Bytes in all files that were written so far. */
    public long bytes() {
        return bytes.sum();
    }

    /** Also makes the viewer once, so that a program that lacks parts of it says so before a picture is computed. */
    @Override
    public void begin() throws IOException {
        viewer();
        for (int level = 0; level < levels.size(); level++) {
            Files.createDirectories(tiles(level));
        }
    }

    /** Also brings the tiles since the last time to the disk. */
    @Override
    public void save(DataOutput to) throws IOException {
        for (Path file = unsaved.poll(); file != null; file = unsaved.poll()) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(false);
            }
        }
        to.writeLong(bytes.sum());
        for (Level level : levels) {
            level.save(to);
        }
    }

    /** Tiles that were written after the other writer was saved are written again. */
    @Override
    public void restore(DataInput from) throws IOException {
        begin();
        bytes.reset();
        bytes.add(from.readLong());
        for (Level level : levels) {
            level.restore(from);
        }
    }

    @Override
    public PartCodec codec() {
        return PartCodec.PLAIN;
    }

    @Override
    public void write(PartCodec.Part part) throws IOException {
        ByteBuffer pixels = part.bytes().duplicate();
        int finest = levels.size() - 1;
        while (pixels.hasRemaining()) {
            Level level = levels.get(finest);
            long rows = pixels.remaining() / (picture.width() * picture.pixels().bytes());
            level.add(pixels, (int) Math.min(level.missing(), rows));
            passOn(finest);
        }
    }

    /** Writes what strips of a level are complete, and takes them into the level above. */
    private void passOn(int index) throws IOException {
        Level level = levels.get(index);
        while (level.isComplete()) {
            sharer.forEach(level.columns(), column -> writeTile(index, column));
            if (index > 0) {
                halve(index);
            }
            level.next();
        }
    }

    private void halve(int index) throws IOException {
        Level level = levels.get(index);
        Level above = levels.get(index - 1);
        int done = 0;
        while (done < level.halvedRows()) {
            int first = done;
            int rows = Math.min(above.missing(), level.halvedRows() - done);
            sharer.forEach(level.columns(), column -> level.halve(column, first, rows, above));
            above.added(rows);
            passOn(index - 1);
            done += rows;
        }
    }

    private void writeTile(int index, int column) throws IOException {
        Level level = levels.get(index);
        Path file = tiles(index).resolve(column + "_" + level.strip() + ".png");
        write(file, level.png(column));
    }

    private void write(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        unsaved.add(file);
        bytes.add(content.length);
    }

    private Path tiles(int level) {
        return folder.resolve(TILES).resolve(Integer.toString(level));
    }

    @Override
    public void finish(LongConsumer encoded) throws IOException {
        write(folder.resolve(VIEWER), viewer());
        write(folder.resolve(DESCRIPTOR), descriptor().getBytes(StandardCharsets.UTF_8));
    }

    private byte[] viewer() throws IOException {
        return Viewer.page(picture, name).getBytes(StandardCharsets.UTF_8);
    }

    private String descriptor() {
        String form = """
                <?xml version="1.0" encoding="UTF-8"?>
                <Image xmlns="%s" Format="png" Overlap="%d" TileSize="%d">
                  <Size Width="%d" Height="%d"/>
                </Image>
                """;
        return String.format(Locale.ROOT, form, SCHEMA, Level.OVERLAP, Level.TILE, picture.width(), picture.height());
    }
}
