package org.juliaset.image.dzi;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.juliaset.image.Picture;

/**
 * The tiles of a slab, by which they can be checked: for each strip its level and number, both int32, and of each of
 * its tiles, from the left, the length and the CRC-32C, both int32.
 */
public final class TileTable {
    private final Picture picture;
    private final TileFolder tiles;

    /**
     * @param folder where the tiles are, as {@link DziWriter} has them
     */
    public TileTable(Picture picture, Path folder) {
        this.picture = picture;
        this.tiles = new TileFolder(folder.resolve(DziWriter.TILES));
    }

    /** A strip, while its tiles are made. Different tiles may be set at the same time. */
    static final class Strip {
        private final int[] lengths;
        private final int[] checksums;

        /** @param columns the most tiles */
        Strip(int columns) {
            this.lengths = new int[columns];
            this.checksums = new int[columns];
        }

        void set(int column, byte[] png) {
            lengths[column] = png.length;
            checksums[column] = checksum(png);
        }

        void write(int level, long strip, DataOutputStream to) throws IOException {
            to.writeInt(level);
            to.writeInt(Math.toIntExact(strip));
            for (int column = 0; column < lengths.length && lengths[column] > 0; column++) {
                to.writeInt(lengths[column]);
                to.writeInt(checksums[column]);
                lengths[column] = 0;
            }
        }
    }

    private static int checksum(byte[] png) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.wrap(png));
        return (int) crc.getValue();
    }

    /**
     * Reads the tiles of a table.
     *
     * @return whether each is there and is as the table has it
     */
    public boolean isRight(byte[] table) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(table));
        int levels = Slab.levelsOf(picture.width(), picture.height());
        while (in.available() > 0) {
            int level = in.readInt();
            int strip = in.readInt();
            long width = picture.width() + (1L << levels - 1 - level) - 1 >> levels - 1 - level;
            for (int column = 0; column < Level.tilesAlong(width); column++) {
                if (!isRight(tiles.path(level, strip, column), in.readInt(), in.readInt())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isRight(Path tile, int length, int checksum) throws IOException {
        try {
            byte[] png = Files.readAllBytes(tile);
            return png.length == length && checksum(png) == checksum;
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
