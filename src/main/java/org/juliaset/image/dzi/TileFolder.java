package org.juliaset.image.dzi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * A folder of tiles, LEVEL/COLUMN_ROW.png. A tile that is there already is written over with the same bytes and not
 * emptied first, so that several processes may make the same tiles. Safe for use by several threads.
 */
final class TileFolder implements Levels.Tiles {
    private final Path folder;
    private final LongAdder bytes = new LongAdder();

    /** Files that the system may not yet have brought to the disk. */
    private final Queue<Path> unsaved = new ConcurrentLinkedQueue<>();

    TileFolder(Path folder) {
        this.folder = folder;
    }

    /** Creates the folders of some levels. */
    void createLevels(int first, int end) throws IOException {
        for (int level = first; level < end; level++) {
            Files.createDirectories(folder.resolve(Integer.toString(level)));
        }
    }

    Path path(int level, long strip, int column) {
        return folder.resolve(Integer.toString(level)).resolve(column + "_" + strip + ".png");
    }

    @Override
    public void put(int level, long strip, int column, byte[] png) throws IOException {
        write(path(level, strip, column), png);
    }

    /** Writes a file, which counts among the bytes. */
    void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.truncate(content.length);
        }
        unsaved.add(file);
        bytes.add(content.length);
    }

    /** Bytes in all files that were written so far, those before a restore included. */
    long bytes() {
        return bytes.sum();
    }

    void setBytes(long before) {
        bytes.reset();
        bytes.add(before);
    }

    /** Brings the files since the last time to the disk. */
    void force() throws IOException {
        for (Path file = unsaved.poll(); file != null; file = unsaved.poll()) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(false);
            }
        }
    }
}
