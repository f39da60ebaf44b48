package org.juliaset.bench.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.LineAndShapeRenderer;
import org.jfree.chart.renderer.category.MinMaxCategoryRenderer;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;
import org.juliaset.bench.Result;
import org.juliaset.bench.TimingSummary;

/**
 * Reports as a dot chart: for each candidate a dot at its median and a line from its fastest to its slowest run. The
 * axis is logarithmic, so bars, whose length would mean nothing, are not used.
 */
public final class ChartReport {
    private static final int WIDTH = 960;
    private static final int HEIGHT_OF_ROW = 42;
    private static final int HEIGHT_OF_REST = 130;
    private static final int PIXELS_PER_POINT = 2;
    private static final double ROOM = 1.3;

    /** Margin above and below the rows, as a share of a row. */
    private static final double OUTER_MARGIN = 0.2;

    private static final double DOT = 11;
    private static final RectangleInsets LABEL_ROOM = new RectangleInsets(4, 4, 4, 4);
    private static final Color MEDIAN = new Color(0x4C, 0x78, 0xA8);
    private static final Color RANGE = new Color(0x88, 0x88, 0x88);
    private static final Color GRID = new Color(0xD8, 0xD8, 0xD8);
    private static final BasicStroke DOTTED =
            new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {2, 4}, 0);
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);

    private ChartReport() {}

    /** Returns whether a chart can be written in the format of a file name's suffix. */
    static boolean isKnown(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".png") || isSvg(fileName);
    }

    private static boolean isSvg(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".svg");
    }

    /** Writes the chart in the format of the file name's suffix. */
    static void write(Report report, String fileName, OutputStream out) throws IOException {
        List<Result> measured =
                report.results().stream().filter(result -> result.skipped() == null).toList();
        JFreeChart chart = chart(report, measured);
        int height = HEIGHT_OF_REST + HEIGHT_OF_ROW * measured.size();
        if (isSvg(fileName)) {
            SvgDocument.write(chart, WIDTH, height, out);
            return;
        }
        BufferedImage image = new BufferedImage(
                WIDTH * PIXELS_PER_POINT, height * PIXELS_PER_POINT, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.scale(PIXELS_PER_POINT, PIXELS_PER_POINT);
        chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, height));
        graphics.dispose();
        // cached in memory: a cache file would need a folder for temporary files
        try (MemoryCacheImageOutputStream png = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(image, "png", png);
        }
    }

    private static JFreeChart chart(Report report, List<Result> measured) {
        DefaultCategoryDataset medians = new DefaultCategoryDataset();
        DefaultCategoryDataset ranges = new DefaultCategoryDataset();
        for (Result result : measured) {
            TimingSummary total = result.seconds().total();
            medians.addValue(Math.log10(total.median()), "median", result.name());
            ranges.addValue(Math.log10(total.min()), "fastest", result.name());
            ranges.addValue(Math.log10(total.max()), "slowest", result.name());
        }
        CategoryPlot plot = new CategoryPlot(ranges, names(measured.size()), seconds(measured), ranges());
        plot.setDataset(1, medians);
        plot.setRenderer(1, dots());
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setDomainGridlinesVisible(true);
        plot.setDomainGridlinePaint(GRID);
        plot.setDomainGridlineStroke(DOTTED);
        JFreeChart chart = new JFreeChart(title(measured), TITLE, plot, false);
        chart.addSubtitle(new TextTitle(subtitle(report), TEXT));
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(12, 12, 12, 24));
        return chart;
    }

    /** Returns the axis of rows, with room for the label of the first one. */
    private static CategoryAxis names(int rows) {
        CategoryAxis names = new CategoryAxis();
        names.setTickLabelFont(TEXT);
        names.setMaximumCategoryLabelWidthRatio(0.4f);
        names.setCategoryLabelPositions(CategoryLabelPositions.STANDARD);
        names.setCategoryMargin(0);
        names.setLowerMargin(OUTER_MARGIN / rows);
        names.setUpperMargin(OUTER_MARGIN / rows);
        names.setAxisLineVisible(false);
        names.setTickMarksVisible(false);
        return names;
    }

    /**
     * Returns the time axis: whole decades, with room for the labels of the outermost dots. It is a linear axis of
     * logarithms, since JFreeChart's logarithmic axis draws its labels as outlines.
     */
    private static NumberAxis seconds(List<Result> measured) {
        double fastest = measured.stream().mapToDouble(r -> r.seconds().total().min()).min().orElse(1);
        double slowest = measured.stream().mapToDouble(r -> r.seconds().total().max()).max().orElse(1);
        NumberAxis axis = new NumberAxis("seconds, logarithmic");
        axis.setRange(Math.floor(Math.log10(fastest / ROOM)), Math.ceil(Math.log10(slowest * ROOM)));
        axis.setTickUnit(new NumberTickUnit(1) {
            private static final long serialVersionUID = 1;

            @Override
            public String valueToString(double logarithm) {
                return BigDecimal.ONE.scaleByPowerOfTen((int) Math.round(logarithm)).toPlainString();
            }
        });
        axis.setTickLabelFont(TEXT);
        axis.setLabelFont(TEXT);
        return axis;
    }

    private static LineAndShapeRenderer dots() {
        LineAndShapeRenderer dots = new LineAndShapeRenderer(false, true);
        dots.setSeriesShape(0, new Ellipse2D.Double(-DOT / 2, -DOT / 2, DOT, DOT));
        dots.setSeriesPaint(0, MEDIAN);
        dots.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator() {
            private static final long serialVersionUID = 1;

            @Override
            public String generateLabel(CategoryDataset data, int row, int column) {
                return String.format(Locale.ROOT, "%.3g s", Math.pow(10, data.getValue(row, column).doubleValue()));
            }
        });
        dots.setDefaultItemLabelsVisible(true);
        dots.setItemLabelInsets(LABEL_ROOM);
        dots.setDefaultItemLabelFont(TEXT);
        ItemLabelPosition above = new ItemLabelPosition(ItemLabelAnchor.OUTSIDE12, TextAnchor.BOTTOM_CENTER);
        dots.setDefaultPositiveItemLabelPosition(above);
        dots.setDefaultNegativeItemLabelPosition(above);
        return dots;
    }

    private static MinMaxCategoryRenderer ranges() {
        MinMaxCategoryRenderer ranges = new MinMaxCategoryRenderer();
        ranges.setGroupPaint(RANGE);
        ranges.setGroupStroke(new BasicStroke(2));
        ranges.setMinIcon(new WhiskerEnd(RANGE));
        ranges.setMaxIcon(new WhiskerEnd(RANGE));
        ranges.setObjectIcon(new WhiskerEnd(RANGE));
        return ranges;
    }

    private static String title(List<Result> measured) {
        Result first = measured.get(0);
        return String.format(
                Locale.ROOT, "%s, %,d pixels, %.1f million iterations", first.workload(), first.pixels(),
                first.iterations() / 1e6);
    }

    private static String subtitle(Report report) {
        Machine machine = report.machine();
        return machine.processor() + ", " + machine.processors() + " cores, Java " + machine.java()
                + ": median of the runs, and the range from the fastest to the slowest";
    }
}
