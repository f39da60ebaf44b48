package org.juliaset.image.tiff;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.juliaset.color.PixelFormat;
import org.juliaset.image.DamagedFileException;
import org.juliaset.image.PicturePixels;
import org.juliaset.image.ImageHeader;
import org.juliaset.image.ImageMetadata;
import org.juliaset.image.MissingMetadataException;

/**
 * A few tags of the first directory of a TIFF (TIFF 6.0, section 2) or a BigTIFF (Adobe's note on it). A library
 * would read all of them, and a small file may have 65535 that are as long as the file each.
 */
public final class TiffTags implements Closeable {
    private static final int MAX_TAGS = 0xFFFF;

    private final RandomAccessFile file;
    private final long fileLength;
    private final ByteOrder order;
    private final boolean isBig;
    private final Map<Integer, Entry> entries = new HashMap<>();

    /** What is in a directory: a value's type, how many there are, and the value or where it is. */
    private record Entry(int type, long count, ByteBuffer value) {}

    private TiffTags(RandomAccessFile file, byte[] start) throws IOException {
        this.file = file;
        this.fileLength = file.length();
        this.order = order(start);
        this.isBig = magic(start) == Tag.BIG_MAGIC;
        long directory = isBig ? bytes(Long.BYTES, Long.BYTES).getLong() : offset(bytes(Integer.BYTES, Integer.BYTES));
        int countBytes = isBig ? Long.BYTES : Short.BYTES;
        ByteBuffer number = bytes(directory, countBytes);
        long count = isBig ? number.getLong() : Short.toUnsignedLong(number.getShort());
        if (count < 0 || count > MAX_TAGS) {
            throw new DamagedFileException("has more than " + MAX_TAGS + " tags");
        }
        int entryBytes = 2 * Short.BYTES + 2 * offsetBytes();
        ByteBuffer all = bytes(directory + countBytes, (int) count * entryBytes);
        for (int k = 0; k < count; k++) {
            ByteBuffer entry = all.slice(k * entryBytes, entryBytes).order(order);
            int tag = Short.toUnsignedInt(entry.getShort());
            int type = Short.toUnsignedInt(entry.getShort());
            entries.putIfAbsent(tag, new Entry(type, offset(entry), entry));
        }
    }

    /** Whether a file begins as every TIFF or BigTIFF does. */
    public static boolean isSignature(byte[] start) {
        return start.length >= Integer.BYTES
                && start[0] == start[1]
                && (start[0] == 'I' || start[0] == 'M')
                && (magic(start) == Tag.MAGIC || magic(start) == Tag.BIG_MAGIC);
    }

    private static ByteOrder order(byte[] start) {
        return start[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    private static short magic(byte[] start) {
        return ByteBuffer.wrap(start).order(order(start)).getShort(Short.BYTES);
    }

    /** What a TIFF says of the picture in it. */
    public static ImageHeader read(Path path, byte[] start) throws IOException {
        try (TiffTags tags = open(path, start)) {
            ImageMetadata metadata = ImageMetadata.read(tags.text(Tag.SOFTWARE), tags.text(Tag.DESCRIPTION));
            return new ImageHeader(tags.number(Tag.WIDTH), tags.number(Tag.HEIGHT), metadata);
        } catch (EOFException e) {
            throw endsTooSoon();
        }
    }

    /**
     * The pixels of a TIFF, to be read once.
     *
     * @param wanted what they are to be: gray also of RGB with equal channels
     * @throws DamagedFileException if they are stored in a way that is not read
     */
    public static PicturePixels pixels(Path path, byte[] start, PixelFormat wanted) throws IOException {
        TiffTags tags = open(path, start);
        try {
            return new TiffPixels(tags, wanted);
        } catch (EOFException e) {
            tags.close();
            throw endsTooSoon();
        } catch (IOException | RuntimeException e) {
            tags.close();
            throw e;
        }
    }

    private static TiffTags open(Path path, byte[] start) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
        try {
            return new TiffTags(file, start);
        } catch (EOFException e) {
            file.close();
            throw endsTooSoon();
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static DamagedFileException endsTooSoon() {
        return new DamagedFileException("ends before what it refers to");
    }

    boolean isBigEndian() {
        return order == ByteOrder.BIG_ENDIAN;
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** The number of a tag that has one. */
    long number(int tag) throws IOException {
        Entry entry = entries.get(tag);
        long number = entry == null || entry.count != 1 ? -1 : number(tag, 0, -1);
        if (number < 0) {
            throw new DamagedFileException("does not say its size as a TIFF should");
        }
        return number;
    }

    /**
     * A number of a tag that may have several.
     *
     * @param index of the number, from 0
     * @param otherwise what it is where there is none
     */
    long number(int tag, long index, long otherwise) throws IOException {
        Entry entry = entries.get(tag);
        int size = entry == null ? 0 : switch (entry.type) {
            case Tag.SHORT -> Short.BYTES;
            case Tag.LONG -> Integer.BYTES;
            case Tag.LONG8 -> Long.BYTES;
            default -> 0;
        };
        if (size == 0 || index < 0 || Long.compareUnsigned(index, entry.count) >= 0) {
            return otherwise;
        }
        ByteBuffer number = value(entry, size, index, size);
        return switch (size) {
            case Short.BYTES -> Short.toUnsignedLong(number.getShort());
            case Integer.BYTES -> Integer.toUnsignedLong(number.getInt());
            default -> number.getLong();
        };
    }

    /** A text without the zero at its end, or null. */
    private String text(int tag) throws IOException {
        Entry entry = entries.get(tag);
        if (entry == null || entry.type != Tag.ASCII) {
            return null;
        }
        if (entry.count < 0 || entry.count > ImageMetadata.MAX_LENGTH) {
            throw new MissingMetadataException("has a text of " + Long.toUnsignedString(entry.count) + " bytes, and "
                    + ImageMetadata.MAX_LENGTH + " are the most that is read");
        }
        ByteBuffer text = value(entry, Byte.BYTES, 0, (int) entry.count);
        String string = StandardCharsets.ISO_8859_1.decode(text).toString();
        return string.endsWith("\0") ? string.substring(0, string.length() - 1) : string;
    }

    /**
     * Bytes of a value.
     *
     * @param size bytes of each of its elements
     * @param index of the first element that is read
     */
    private ByteBuffer value(Entry entry, int size, long index, int length) throws IOException {
        ByteBuffer value = entry.value.duplicate().order(order);
        return Long.compareUnsigned(entry.count, offsetBytes() / size) <= 0
                ? value.slice(value.position() + (int) index * size, length).order(order)
                : bytes(offset(value) + index * size, length);
    }

    private int offsetBytes() {
        return isBig ? Long.BYTES : Integer.BYTES;
    }

    private long offset(ByteBuffer from) {
        return isBig ? from.getLong() : Integer.toUnsignedLong(from.getInt());
    }

    private ByteBuffer bytes(long position, int length) throws IOException {
        if (position < 0 || position > fileLength - length) {
            throw new EOFException();
        }
        byte[] bytes = new byte[length];
        file.seek(position);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(order);
    }

    /** Reads bytes of the file, as {@link java.io.InputStream#read(byte[], int, int)} does. */
    int read(long position, byte[] to, int offset, int length) throws IOException {
        if (position < 0 || position > fileLength) {
            return -1;
        }
        file.seek(position);
        return file.read(to, offset, length);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
