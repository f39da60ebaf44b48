package org.juliaset.bench.report;

import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import javax.swing.Icon;

/** The end of a whisker: a short vertical line, centred at the point where it is painted. */
record WhiskerEnd(Color color) implements Icon {
    private static final int HEIGHT = 10;
    private static final int WIDTH = 2;

    @Override
    public void paintIcon(Component component, Graphics graphics, int x, int y) {
        graphics.setColor(color);
        graphics.fillRect(x - WIDTH / 2, y - HEIGHT / 2, WIDTH, HEIGHT);
    }

    @Override
    public int getIconWidth() {
        return WIDTH;
    }

    @Override
    public int getIconHeight() {
        return HEIGHT;
    }
}
