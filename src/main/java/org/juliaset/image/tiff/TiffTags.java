package org.juliaset.image.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.juliaset.image.DamagedFileException;
import org.juliaset.image.GrayPixels;
import org.juliaset.image.ImageHeader;
import org.juliaset.image.ImageMetadata;
import org.juliaset.image.MissingMetadataException;

/**
 * A few tags of a TIFF's first directory (TIFF 6.0, section 2). Commons Imaging would read all of them,
 * and a small file may have 65535 that are as long as the file each.
 */
public final class TiffTags {
    /** Numbers of tags. */
    static final int WIDTH = 256;

    static final int HEIGHT = 257;
    static final int DESCRIPTION = 270;
    static final int SOFTWARE = 305;

    private static final int MAGIC = 42;
    private static final int HEADER = 8;
    private static final int ENTRY = 12;
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private final RandomAccessFile file;
    private final ByteOrder order;
    private final Map<Integer, Entry> entries = new HashMap<>();

    /** What is in a directory: a value's type, how many there are, and the value or where it is. */
    private record Entry(int type, long count, ByteBuffer value) {}

    private TiffTags(RandomAccessFile file, ByteOrder order) throws IOException {
        this.file = file;
        this.order = order;
        long directory = Integer.toUnsignedLong(bytes(0, HEADER).getInt(HEADER - Integer.BYTES));
        int count = Short.toUnsignedInt(bytes(directory, Short.BYTES).getShort());
        ByteBuffer all = bytes(directory + Short.BYTES, count * ENTRY);
        for (int k = 0; k < count; k++) {
            ByteBuffer entry = all.slice(k * ENTRY, ENTRY).order(order);
            int tag = Short.toUnsignedInt(entry.getShort());
            int type = Short.toUnsignedInt(entry.getShort());
            entries.putIfAbsent(tag, new Entry(type, Integer.toUnsignedLong(entry.getInt()), entry));
        }
    }

    /** Whether a file begins as every TIFF does. */
    public static boolean isSignature(byte[] start) {
        if (start.length < Integer.BYTES) {
            return false;
        }
        short magic = ByteBuffer.wrap(start).order(order(start)).getShort(Short.BYTES);
        return start[0] == start[1] && (start[0] == 'I' || start[0] == 'M') && magic == MAGIC;
    }

    private static ByteOrder order(byte[] start) {
        return start[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    /** What a TIFF says of the picture in it. */
    public static ImageHeader read(Path path, byte[] start) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            TiffTags tags = new TiffTags(file, order(start));
            ImageMetadata metadata = ImageMetadata.read(tags.text(SOFTWARE), tags.text(DESCRIPTION));
            return new ImageHeader(tags.number(WIDTH), tags.number(HEIGHT), metadata);
        } catch (EOFException e) {
            throw new DamagedFileException("ends before what it refers to");
        }
    }

    /** The pixels of a TIFF, to be read once. */
    public static GrayPixels pixels(Path path, byte[] start) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
        try {
            return new TiffPixels(file, new TiffTags(file, order(start)));
        } catch (EOFException e) {
            file.close();
            throw new DamagedFileException("ends before what it refers to");
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /**
     * A number of a tag that may have several.
     *
     * @param index of the number, from 0
     * @param otherwise what it is where there is none
     */
    long number(int tag, long index, long otherwise) throws IOException {
        Entry entry = entries.get(tag);
        if (entry == null || index >= entry.count || entry.type != SHORT && entry.type != LONG) {
            return otherwise;
        }
        int size = entry.type == SHORT ? Short.BYTES : Integer.BYTES;
        ByteBuffer value = entry.value.duplicate().order(order);
        ByteBuffer number = entry.count * size <= Integer.BYTES
                ? value.position(value.position() + (int) index * size)
                : bytes(Integer.toUnsignedLong(value.getInt()) + index * size, size);
        return entry.type == SHORT ? Short.toUnsignedLong(number.getShort()) : Integer.toUnsignedLong(number.getInt());
    }

    private ByteBuffer bytes(long position, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(position);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(order);
    }

    /** The number of a tag that has one. */
    long number(int tag) throws DamagedFileException {
        Entry entry = entries.get(tag);
        if (entry == null || entry.count != 1 || entry.type != SHORT && entry.type != LONG) {
            throw new DamagedFileException("does not say its size as a TIFF should");
        }
        ByteBuffer value = entry.value.duplicate().order(order);
        return entry.type == SHORT ? Short.toUnsignedLong(value.getShort()) : Integer.toUnsignedLong(value.getInt());
    }

    /** A text without the zero at its end, or null. */
    private String text(int tag) throws IOException {
        Entry entry = entries.get(tag);
        if (entry == null || entry.type != ASCII) {
            return null;
        }
        if (entry.count > ImageMetadata.MAX_LENGTH) {
            throw new MissingMetadataException("has a text of " + entry.count + " bytes, and "
                    + ImageMetadata.MAX_LENGTH + " are the most that is read");
        }
        int length = (int) entry.count;
        ByteBuffer value = entry.value.duplicate().order(order);
        ByteBuffer text = length <= Integer.BYTES
                ? value.slice(value.position(), length)
                : bytes(Integer.toUnsignedLong(value.getInt()), length);
        String string = StandardCharsets.ISO_8859_1.decode(text).toString();
        return string.endsWith("\0") ? string.substring(0, string.length() - 1) : string;
    }
}
