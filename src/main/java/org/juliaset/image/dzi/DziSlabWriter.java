package org.juliaset.image.dzi;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.juliaset.concurrent.WorkSharer;
import org.juliaset.image.ImageWriter;
import org.juliaset.image.PartCodec;
import org.juliaset.image.Picture;

/**
 * The tiles of a slab of a Deep Zoom picture at its finest levels, in a folder that slabs share. Receives the rows that
 * the slab needs, from {@link Slab#firstNeeded} on. {@link DziWriter#raise} makes the rest of the picture.
 */
public final class DziSlabWriter implements ImageWriter {
    private final Picture picture;
    private final Slab slab;
    private final TileFolder tiles;
    private final Levels levels;
    private final ByteArrayOutputStream table = new ByteArrayOutputStream();

    /**
     * @param folder where the tiles go, as {@link DziWriter} has them; is there
     * @param helpers runs a part of the work, on its own threads
     * @param threads how many may work at the same time, the one that calls {@link #write} among them
     */
    public DziSlabWriter(Picture picture, Slab slab, Path folder, Executor helpers, int threads) {
        this.picture = picture;
        this.slab = slab;
        this.tiles = new TileFolder(folder.resolve(DziWriter.TILES));
        this.levels = new Levels(picture, slab, new WorkSharer(helpers, threads), new Listed());
    }

    /** Puts tiles into the folder, and the length and CRC-32C of each into the table. */
    private final class Listed implements Levels.Tiles {
        private final TileTable.Strip strip = new TileTable.Strip(Math.toIntExact(Level.tilesAlong(picture.width())));

        @Override
        public void put(int level, long row, int column, byte[] png) throws IOException {
            tiles.put(level, row, column, png);
            strip.set(column, png);
        }

        @Override
        public void completed(int level, long row) throws IOException {
            strip.write(level, row, new DataOutputStream(table));
        }
    }

    /** Returns the table of the tiles so far, for {@link TileTable}. */
    public byte[] table() {
        return table.toByteArray();
    }

    /** Returns the bytes in all tiles so far. */
    public long bytes() {
        return tiles.bytes();
    }

    @Override
    public PartCodec codec() {
        return PartCodec.PLAIN;
    }

    @Override
    public void begin() throws IOException {
        int all = Slab.levelsOf(picture.width(), picture.height());
        tiles.createLevels(all - slab.levels(), all);
    }

    @Override
    public void write(PartCodec.Part part) throws IOException {
        levels.add(part.bytes().duplicate());
    }

    /** Also brings the tiles since the last time to the disk. */
    @Override
    public void save(DataOutput to) throws IOException {
        tiles.force();
        to.writeLong(tiles.bytes());
        to.writeInt(table.size());
        to.write(table.toByteArray());
        levels.save(to);
    }

    @Override
    public void restore(DataInput from) throws IOException {
        begin();
        tiles.setBytes(from.readLong());
        byte[] before = new byte[from.readInt()];
        from.readFully(before);
        table.writeBytes(before);
        levels.restore(from);
    }

    /** Brings the last tiles to the disk. */
    @Override
    public void finish(LongConsumer encoded) throws IOException {
        tiles.force();
    }
}
