package org.juliaset.bench.report;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.OutputStream;
import org.jfree.chart.JFreeChart;

/** A chart as SVG. */
final class SvgDocument {
    private SvgDocument() {}

    static void write(JFreeChart chart, int width, int height, OutputStream out) throws IOException {
        VectorGraphics2D graphics = new VectorGraphics2D();
        chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
        new SVGProcessor().getDocument(graphics.getCommands(), new PageSize(width, height)).writeTo(out);
    }
}
