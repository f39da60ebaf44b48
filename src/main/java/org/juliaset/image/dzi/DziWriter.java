package org.juliaset.image.dzi;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Executor;
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
 * as LEVEL/COLUMN_ROW.png. Memory holds a strip of tiles of each level.
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
    private final TileFolder tiles;
    private final Levels levels;

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
        this.tiles = new TileFolder(folder.resolve(TILES));
        this.levels = new Levels(picture, new WorkSharer(helpers, threads), tiles);
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
        return tiles.bytes();
    }

    /** Also makes the viewer once, so that a program that lacks parts of it says so before a picture is computed. */
    @Override
    public void begin() throws IOException {
        viewer();
        tiles.createLevels(0, Slab.levelsOf(picture.width(), picture.height()));
    }

    /** Also brings the tiles since the last time to the disk. */
    @Override
    public void save(DataOutput to) throws IOException {
        tiles.force();
        to.writeLong(tiles.bytes());
        levels.save(to);
    }

    /** Tiles that were written after the other writer was saved are written again. */
    @Override
    public void restore(DataInput from) throws IOException {
        begin();
        tiles.setBytes(from.readLong());
        levels.restore(from);
    }

    @Override
    public PartCodec codec() {
        return PartCodec.PLAIN;
    }

    @Override
    public void write(PartCodec.Part part) throws IOException {
        levels.add(part.bytes().duplicate());
    }

    /**
     * Makes the tiles of all coarser levels from those of some finest levels, which are there: what {@link #write} does
     * for a picture of which {@link DziSlabWriter} has made all slabs. {@link #begin} comes before, {@link #finish}
     * after it.
     *
     * @param finest number of levels that are there
     */
    public void raise(int finest) throws IOException {
        int level = Slab.levelsOf(picture.width(), picture.height()) - finest;
        levels.raise(level, (strip, column) -> tiles.path(level, strip, column));
    }

    @Override
    public void finish(LongConsumer encoded) throws IOException {
        tiles.write(folder.resolve(VIEWER), viewer());
        tiles.write(folder.resolve(DESCRIPTOR), descriptor().getBytes(StandardCharsets.UTF_8));
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
