package org.juliaset.image.dzi;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.juliaset.concurrent.WorkSharer;
import org.juliaset.image.Picture;

/**
 * The levels of a Deep Zoom picture, or the finest of a slab of it, while rows come in from the top. Rows go to the
 * finest level. When a strip of tiles is complete the tiles are made by several threads, and the averages of its pixels
 * go to the level above, where the same happens. So each level has one strip in memory, and all of them twice that of
 * the finest.
 */
final class Levels {
    private final Slab slab;
    private final int rowBytes;
    private final WorkSharer sharer;
    private final Tiles tiles;

    /** From the coarsest to full resolution. */
    private final List<Level> levels = new ArrayList<>();

    /** The number of the coarsest one. */
    private final int coarsest;

    private final Margin above;
    private final Margin below;

    /** Rows of the slab that are still to come. */
    private long missing;

    /** Takes tiles as they are made. */
    interface Tiles {
        /**
         * Takes a tile. Tiles of one strip may come from several threads at the same time.
         *
         * @param level 0 for the one that has the whole picture in one pixel
         * @param strip its row of tiles, 0 at the top
         * @param column its column of tiles, 0 at the left
         */
        void put(int level, long strip, int column, byte[] png) throws IOException;

        /** Is told that all tiles of a strip have been put, or read from where they were. */
        default void completed(int level, long strip) throws IOException {}
    }

    /** All levels of all rows. */
    Levels(Picture picture, WorkSharer sharer, Tiles tiles) {
        this(picture, new Slab(0, picture.height(), Slab.levelsOf(picture.width(), picture.height())), sharer, tiles);
    }

    Levels(Picture picture, Slab slab, WorkSharer sharer, Tiles tiles) {
        this.slab = slab;
        this.rowBytes = Math.toIntExact(picture.width() * picture.pixels().bytes());
        this.sharer = sharer;
        this.tiles = tiles;
        this.coarsest = Slab.levelsOf(picture.width(), picture.height()) - slab.levels();
        this.above = new Margin(picture, (int) (slab.firstRow() - slab.firstNeeded()));
        this.below = new Margin(picture, (int) (slab.endNeeded(picture.height()) - slab.endRow()));
        this.missing = slab.endRow() - slab.firstRow();
        Picture level = picture;
        long first = slab.firstRow();
        long end = slab.endRow();
        for (int k = 0; k < slab.levels(); k++) {
            levels.add(0, new Level(level, first, end));
            level = level.ofSize((level.width() + 1) / 2, (level.height() + 1) / 2);
            first = first / 2;
            end = (end + 1) / 2;
        }
    }

    /** Adds rows that the slab needs, in order. */
    void add(ByteBuffer pixels) throws IOException {
        if (!above.isComplete()) {
            above.add(pixels);
            if (above.isComplete()) {
                addNearest(above, true);
            }
        }
        Level finest = levels.get(levels.size() - 1);
        while (pixels.hasRemaining() && missing > 0) {
            int rows = (int) Math.min(Math.min(finest.missing(), pixels.remaining() / rowBytes), missing);
            finest.add(pixels, rows);
            missing -= rows;
            passOn(levels.size() - 1);
        }
        if (pixels.hasRemaining()) {
            below.add(pixels);
            if (below.isComplete()) {
                addNearest(below, false);
            }
        }
    }

    /** Adds to each level the row of a margin that is nearest to the slab. */
    private void addNearest(Margin margin, boolean isAbove) throws IOException {
        Margin rows = margin;
        for (int index = levels.size() - 1; index >= 0; index--) {
            levels.get(index).add(rows.row(isAbove), 1);
            passOn(index);
            rows = rows.halved();
        }
    }

    /** Makes what strips of a level are complete, and takes them into the level above. */
    private void passOn(int index) throws IOException {
        Level level = levels.get(index);
        while (level.isComplete()) {
            int number = coarsest + index;
            sharer.forEach(level.columns(), column -> tiles.put(number, level.strip(), column, level.png(column)));
            tiles.completed(number, level.strip());
            if (index > 0) {
                halve(index);
            }
            level.next();
        }
    }

    private void halve(int index) throws IOException {
        Level level = levels.get(index);
        Level above = levels.get(index - 1);
        above.open();
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

    /** Where the tiles of a level are. */
    @FunctionalInterface
    interface Place {
        Path of(long strip, int column);
    }

    /** Makes all levels above one from its tiles. */
    void raise(int number, Place place) throws IOException {
        int index = number - coarsest;
        Level level = levels.get(index);
        level.open();
        while (!level.isDone() && index > 0) {
            sharer.forEach(level.columns(), column -> level.read(column, place.of(level.strip(), column)));
            halve(index);
            level.skip();
        }
    }

    void save(DataOutput to) throws IOException {
        to.writeLong(missing);
        above.save(to);
        below.save(to);
        for (Level level : levels) {
            level.save(to);
        }
    }

    void restore(DataInput from) throws IOException {
        missing = from.readLong();
        above.restore(from);
        below.restore(from);
        for (Level level : levels) {
            level.restore(from);
        }
    }
}
