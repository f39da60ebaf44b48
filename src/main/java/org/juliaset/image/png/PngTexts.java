package org.juliaset.image.png;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.juliaset.image.DamagedFileException;
import org.juliaset.image.ImageMetadata;

/**
 * The texts that {@link PngWriter} writes, in any of the chunks that PNG has for texts (PNG specification, 11.3.3):
 * other programs move them behind the pixels, compress them, and write them in UTF-8. Texts of other keywords are
 * skipped; of these two, no more is inflated than a text may have.
 */
final class PngTexts {
    /** A keyword's letters and the zero after it, at most. */
    private static final int KEYWORD = 80;

    private final Map<String, String> texts = new HashMap<>();

    /**
     * Reads a chunk if it is one of these texts; any other is left to be skipped.
     *
     * @throws DamagedFileException if the text cannot be read, or there are two that say how the file was made
     */
    void read(ChunkReader chunks) throws IOException {
        switch (chunks.type()) {
            case "tEXt" -> {
                byte[] data = chunks.data(ImageMetadata.MAX_LENGTH);
                int end = indexOfZero(data, 0);
                keep(text(data, 0, end), text(data, Math.min(data.length, end + 1), data.length));
            }
            case "zTXt", "iTXt" -> readCompressible(chunks);
            default -> { }
        }
    }

    /** The software, or null. */
    String software() {
        return texts.get(PngWriter.SOFTWARE);
    }

    /** The parameters, or null. */
    String parameters() {
        return texts.get(PngWriter.PARAMETERS);
    }

    private void readCompressible(ChunkReader chunks) throws IOException {
        byte[] start = chunks.start(KEYWORD);
        int end = indexOfZero(start, 0);
        String keyword = text(start, 0, end);
        if (!isOurs(keyword)) {
            return;
        }
        byte[] rest = chunks.data(ImageMetadata.MAX_LENGTH);
        byte[] data = Arrays.copyOf(start, start.length + rest.length);
        System.arraycopy(rest, 0, data, start.length, rest.length);
        boolean international = chunks.type().equals("iTXt");
        int method = end + 1 + (international ? 1 : 0);
        int begin = method + 1;
        for (int k = 0; international && k < 2; k++) {
            // past the language, and the keyword in that language
            begin = indexOfZero(data, Math.min(data.length, begin)) + 1;
        }
        if (begin > data.length) {
            throw new DamagedFileException("is damaged: " + chunks.here() + " has no text");
        }
        boolean compressed = !international || data[end + 1] != 0;
        byte[] bytes = Arrays.copyOfRange(data, begin, data.length);
        Charset charset = international ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        keep(keyword, new String(compressed ? inflate(bytes, chunks) : bytes, charset));
    }

    private static boolean isOurs(String keyword) {
        return keyword.equals(PngWriter.SOFTWARE) || keyword.equals(PngWriter.PARAMETERS);
    }

    private static int indexOfZero(byte[] data, int from) {
        int index = from;
        while (index < data.length && data[index] != 0) {
            index++;
        }
        return index;
    }

    private static String text(byte[] data, int from, int to) {
        return new String(data, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static byte[] inflate(byte[] data, ChunkReader chunks) throws DamagedFileException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(data);
            byte[] text = new byte[ImageMetadata.MAX_LENGTH + 1];
            int length = 0;
            int some = 1;
            while (some > 0 && length < text.length) {
                some = inflater.inflate(text, length, text.length - length);
                length += some;
            }
            if (length > ImageMetadata.MAX_LENGTH) {
                throw new DamagedFileException("has " + chunks.here() + " whose text is longer than "
                        + ImageMetadata.MAX_LENGTH + " bytes, the most that is read");
            }
            if (!inflater.finished()) {
                throw new DamagedFileException("is damaged: the text in " + chunks.here() + " breaks off");
            }
            return Arrays.copyOf(text, length);
        } catch (DataFormatException e) {
            throw new DamagedFileException("is damaged: the text in " + chunks.here() + " cannot be inflated");
        } finally {
            inflater.end();
        }
    }

    private void keep(String keyword, String text) throws DamagedFileException {
        if (keyword.equals(PngWriter.SOFTWARE)) {
            texts.putIfAbsent(keyword, text);
        } else if (keyword.equals(PngWriter.PARAMETERS) && texts.put(keyword, text) != null) {
            throw new DamagedFileException("says twice how it was made");
        }
    }
}
