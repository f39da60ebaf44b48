package org.juliaset.animate;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.juliaset.concurrent.SpareArrays;
import org.juliaset.image.plain.GifWriter;
import org.juliaset.image.png.ApngWriter;
import org.juliaset.parameters.InvalidParameterException;

/** Encodes frames, in any order and by several threads, and writes them in order, by one. */
public interface FilmWriter extends Closeable {
    /**
     * Encodes a frame. The result depends on the arguments alone. Safe for use by several threads.
     *
     * @param frame its index, from 0
     * @param given its pixels, or its file for a format that is {@linkplain FilmFormat#isOfPng made of these}
     * @param spare where an array of a fixed length comes from
     */
    default byte[] encode(int frame, byte[] given, SpareArrays spare) throws IOException {
        return given;
    }

    /** Writes the next encoded frame. */
    void write(byte[] encoded) throws IOException;

    /** Writes the rest of the film, after the last frame. */
    default void finish() throws IOException, InterruptedException {}

    @Override
    default void close() throws IOException {}

    /**
     * Returns the writer of a film that is written by this program.
     *
     * @param out stays open
     */
    static FilmWriter of(FilmFormat format, Film film, OutputStream out) throws IOException {
        return switch (format) {
            case APNG -> apng(new ApngWriter(
                    out, film.frames(), film.loop(), film.rate().seconds(), film.rate().frames()));
            case GIF -> new Gif(film, out);
            case Y4M -> new Y4m(film, out);
            case RGB -> new Rgb(film.pixels().bits() / Byte.SIZE, film.pixels().channels(), out);
            default -> throw new IllegalArgumentException(format.toString());
        };
    }

    private static FilmWriter apng(ApngWriter writer) {
        return new FilmWriter() {
            @Override
            public void write(byte[] encoded) throws IOException {
                writer.write(encoded);
            }

            @Override
            public void finish() throws IOException {
                writer.finish();
            }
        };
    }

    /** A GIF, whose frames have their own palettes. */
    final class Gif implements FilmWriter {
        private final Film film;
        private final OutputStream out;

        Gif(Film film, OutputStream out) throws IOException {
            this.film = film;
            this.out = out;
            out.write(GifWriter.beginning(film.width(), film.height(), film.loop()));
        }

        @Override
        public byte[] encode(int frame, byte[] given, SpareArrays spare) throws IOException {
            int delay = FilmFormat.gifDelay(frame, film.rate());
            return GifWriter.frame(film.pixels().channels(), film.width(), film.height(), given, delay)
                    .orElseThrow(() -> new InvalidParameterException(spelling -> "frame " + frame + " has more than 256"
                            + " colours, which are the most that a GIF holds: add " + spelling.asGiven("flat")
                            + ", or use .apng, .mp4 or .webm"));
        }

        @Override
        public void write(byte[] encoded) throws IOException {
            out.write(encoded);
        }

        @Override
        public void finish() throws IOException {
            out.write(GifWriter.end());
        }
    }

    /** Pixels of three channels. */
    final class Rgb implements FilmWriter {
        private static final VarHandle FOUR_BYTES =
                MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

        private final int bytes;
        private final int channels;
        private final OutputStream out;

        Rgb(int bytes, int channels, OutputStream out) {
            this.bytes = bytes;
            this.channels = channels;
            this.out = out;
        }

        @Override
        public byte[] encode(int frame, byte[] given, SpareArrays spare) {
            if (channels > 1) {
                return given;
            }
            byte[] pixels = spare.take(3 * given.length);
            int done = bytes == 1 ? repeatFours(given, pixels) : 0;
            for (int k = 0; k < bytes; k++) {
                for (int from = done + k, to = 3 * done + k; from < given.length; from += bytes, to += 3 * bytes) {
                    byte gray = given[from];
                    pixels[to] = gray;
                    pixels[to + bytes] = gray;
                    pixels[to + 2 * bytes] = gray;
                }
            }
            return pixels;
        }

        /** Makes three numbers of three bytes out of four bytes at a time; returns how many bytes it has done. */
        private static int repeatFours(byte[] gray, byte[] pixels) {
            int end = gray.length & -Integer.BYTES;
            for (int from = 0, to = 0; from < end; from += Integer.BYTES, to += 3 * Integer.BYTES) {
                int four = (int) FOUR_BYTES.get(gray, from);
                int second = four >>> 8 & 0xFF;
                int third = four >>> 16 & 0xFF;
                FOUR_BYTES.set(pixels, to, (four & 0xFF) * 0x01_01_01 | second << 24);
                FOUR_BYTES.set(pixels, to + Integer.BYTES, second * 0x01_01 | third * 0x01_01_00_00);
                FOUR_BYTES.set(pixels, to + 2 * Integer.BYTES, third | (four >>> 24) * 0x01_01_01_00);
            }
            return end;
        }

        @Override
        public void write(byte[] encoded) throws IOException {
            out.write(encoded);
        }
    }
}
