package org.juliaset.cli;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.juliaset.color.Palette;
import org.juliaset.color.Palettes;
import org.juliaset.color.SrgbTable;

/** A picture of palettes, a strip of each with its name. */
final class PaletteSheet {
    private static final int WIDTH = 960;
    private static final int MARGIN = 16;
    private static final int NAME_WIDTH = 112;
    private static final int STRIP_HEIGHT = 28;
    private static final int ROW_HEIGHT = 38;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 16);

    private PaletteSheet() {}

    /** Colours at equal distances along a palette, both ends included, as {@code 0xRRGGBB}. */
    static int[] colors(Palette palette, int count) {
        int[] light = palette.linear();
        int[] colors = new int[count];
        for (int k = 0; k < count; k++) {
            int entry = (int) ((long) k * (Palette.ENTRIES - 1) / Math.max(1, count - 1));
            for (int channel = 0; channel < 3; channel++) {
                colors[k] = colors[k] << 8 | SrgbTable.of8Bits().encode(light[3 * entry + channel]);
            }
        }
        return colors;
    }

    /**
     * Writes it as a PNG.
     *
     * @return whether it has the names, which it has not where Java finds no fonts
     */
    static boolean write(List<Palettes.BuiltIn> palettes, OutputStream to) throws IOException {
        int height = 2 * MARGIN + ROW_HEIGHT * palettes.size() - (ROW_HEIGHT - STRIP_HEIGHT);
        BufferedImage sheet = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, height);
        graphics.setColor(Color.DARK_GRAY);
        graphics.setFont(FONT);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        int left = MARGIN + NAME_WIDTH;
        int width = WIDTH - MARGIN - left;
        int top = MARGIN;
        boolean hasNames = true;
        for (Palettes.BuiltIn row : palettes) {
            hasNames = hasNames && drawName(graphics, row.name(), top);
            int[] colors = colors(row.palette(), width);
            for (int line = 0; line < STRIP_HEIGHT; line++) {
                sheet.setRGB(left, top + line, width, 1, colors, 0, width);
            }
            top += ROW_HEIGHT;
        }
        graphics.dispose();
        // into memory first: ImageIO hides why a stream fails, and has a file of its own for what it has in memory
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(png)) {
            ImageIO.write(sheet, "png", out);
        }
        png.writeTo(to);
        return hasNames;
    }

    private static boolean drawName(Graphics2D graphics, String name, int top) {
        try {
            graphics.drawString(name, MARGIN, top + (STRIP_HEIGHT + FONT.getSize()) / 2 - 2);
            return true;
        } catch (RuntimeException | InternalError | LinkageError e) {
            // what Java throws for a system without fonts differs by version
            return false;
        }
    }
}
