package org.juliaset.animate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.juliaset.color.PixelFormat;
import org.juliaset.image.plain.GifWriter;
import org.juliaset.parameters.InvalidParameterException;
import org.juliaset.parameters.Parameters;

/** What a film becomes. */
public enum FilmFormat {
    /** A PNG for each frame. */
    FRAMES("png"),
    /** H.264, by ffmpeg. */
    MP4("mp4"),
    /** VP9, by ffmpeg. */
    WEBM("webm"),
    /** H.264, or what options say, by ffmpeg. */
    MKV("mkv"),
    /** An animated PNG. */
    APNG("apng"),
    /** An animated GIF, for frames of up to 256 colours. */
    GIF("gif"),
    /** YUV4MPEG2: 8 bits, BT.709, 4:2:0. */
    Y4M("y4m"),
    /** The pixels of frames, red, green and blue, one after the other. */
    RGB("rgb");

    private static final int MAX_DELAY = 0xFFFF;
    private static final int GIF_UNITS = 100;

    /** Browsers show frames of a shorter delay, in hundredths of a second, more slowly. */
    private static final int LEAST_GIF_DELAY = 2;

    private final String suffix;

    FilmFormat(String suffix) {
        this.suffix = suffix;
    }

    /** Returns the format that a suffix names, in upper or lower case; not that of frames. */
    public static Optional<FilmFormat> of(String fileName) {
        String suffix = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return fileName.indexOf('.') < 0
                ? Optional.empty()
                : Arrays.stream(values()).filter(f -> f != FRAMES && f.suffix.equals(suffix)).findFirst();
    }

    /** Returns all suffixes but that of frames, as messages list them. */
    public static String suffixes() {
        return Arrays.stream(values()).filter(f -> f != FRAMES).map(f -> "." + f.suffix)
                .collect(Collectors.joining(", "));
    }

    public String suffix() {
        return suffix;
    }

    /** Returns whether ffmpeg makes it. */
    public boolean isOfFfmpeg() {
        return this == MP4 || this == WEBM || this == MKV;
    }

    /** Returns whether it is made of the files of frames, rather than their pixels. */
    public boolean isOfPng() {
        return this == FRAMES || this == APNG;
    }

    /** Returns whether all frames take as many bytes. */
    boolean isOfEqualFrames() {
        return !isOfPng() && this != GIF;
    }

    /** Returns terms of all frames: those that are only kept for a while take the least compression. */
    public Map<String, Object> terms() {
        return isOfPng() ? Map.of() : Map.of(Parameters.FAST.name(), true);
    }

    /**
     * Checks that this format can hold a film.
     *
     * @throws InvalidParameterException with what to do, if not
     */
    public void require(Film film) {
        int width = film.width();
        int height = film.height();
        PixelFormat pixels = film.pixels();
        Rate rate = film.rate();
        if (isOfFfmpeg() && (width % 2 != 0 || height % 2 != 0)) {
            throw new InvalidParameterException("the frames are " + width + " x " + height + " pixels, and ." + suffix
                    + " takes even sides: give a size of " + (width + width % 2) + "x" + (height + height % 2));
        }
        if ((this == GIF || this == Y4M) && pixels.bits() != Byte.SIZE) {
            throw new InvalidParameterException(spelling -> spelling.of("depth") + " is " + pixels.bits() + " and ."
                    + suffix + " holds 8 bits: leave it out");
        }
        if (this == GIF) {
            requireGif(width, height, rate);
        }
        if (this == APNG && (rate.frames() > MAX_DELAY || rate.seconds() > MAX_DELAY)) {
            throw new InvalidParameterException("fps is " + rate + ", and .apng takes fractions of numbers up to "
                    + MAX_DELAY + ": give a rounder one");
        }
    }

    private static void requireGif(int width, int height, Rate rate) {
        if (Math.max(width, height) > GifWriter.MAX_SIDE) {
            throw new InvalidParameterException("the frames are " + width + " x " + height + " pixels, and .gif holds"
                    + " at most " + GifWriter.MAX_SIDE + " a side: give a smaller size");
        }
        if (rate.secondsOf(1) * GIF_UNITS < LEAST_GIF_DELAY) {
            throw new InvalidParameterException("fps is " + rate + ", and a .gif is shown at 50 at most: give fewer");
        }
        if (rate.secondsOf(1) * GIF_UNITS > MAX_DELAY) {
            throw new InvalidParameterException("fps is " + rate + ", and a frame of a .gif takes up to 655 s: give"
                    + " more");
        }
    }

    /** Returns the time of a frame in hundredths of a second, so that all of them together take as long as they do. */
    static int gifDelay(int frame, Rate rate) {
        double end = Math.rint(rate.secondsOf(frame + 1.0) * GIF_UNITS);
        return (int) (end - Math.rint(rate.secondsOf(frame) * GIF_UNITS));
    }
}
