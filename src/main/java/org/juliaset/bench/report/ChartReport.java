package org.juliaset.bench.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.MinMaxCategoryRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;
import org.juliaset.bench.Figures;
import org.juliaset.bench.Result;

/**
 * Reports as a bar chart on a logarithmic axis: a bar for each candidate's median, a line from its
 * fastest to its slowest run.
 */
public final class ChartReport {
    private static final int WIDTH = 960;
    private static final int HEIGHT_OF_BAR = 42;
    private static final int HEIGHT_OF_REST = 130;
    private static final int PIXELS_PER_POINT = 2;
    private static final Color BAR = new Color(0x4C, 0x78, 0xA8);
    private static final Color WHISKER = new Color(0x22, 0x22, 0x22);
    private static final Color GRID = new Color(0xD8, 0xD8, 0xD8);
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);

    private ChartReport() {}

    /** Whether a file name's suffix is one that a chart can be written in. */
    static boolean isKnown(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".png") || isSvg(fileName);
    }

    private static boolean isSvg(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".svg");
    }

    /** Writes the chart in the format that the file's name says. */
    static void write(Report report, String fileName, OutputStream out) throws IOException {
        List<Result> measured =
                report.results().stream().filter(result -> result.skipped() == null).toList();
        JFreeChart chart = chart(report, measured);
        int height = HEIGHT_OF_REST + HEIGHT_OF_BAR * measured.size();
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
        ImageIO.write(image, "png", out);
    }

    private static JFreeChart chart(Report report, List<Result> measured) {
        DefaultCategoryDataset medians = new DefaultCategoryDataset();
        DefaultCategoryDataset ranges = new DefaultCategoryDataset();
        for (Result result : measured) {
            Figures total = result.seconds().total();
            medians.addValue(total.median(), "median", result.name());
            ranges.addValue(total.min(), "fastest", result.name());
            ranges.addValue(total.max(), "slowest", result.name());
        }
        LogAxis seconds = seconds(measured);
        CategoryPlot plot = new CategoryPlot(medians, names(), seconds, bars(seconds.getLowerBound()));
        plot.setDataset(1, ranges);
        plot.setRenderer(1, whiskers());
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        JFreeChart chart = new JFreeChart(title(measured), TITLE, plot, false);
        chart.addSubtitle(new TextTitle(subtitle(report), TEXT));
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(12, 12, 12, 24));
        return chart;
    }

    private static CategoryAxis names() {
        CategoryAxis names = new CategoryAxis();
        names.setTickLabelFont(TEXT);
        names.setMaximumCategoryLabelWidthRatio(0.4f);
        names.setCategoryLabelPositions(CategoryLabelPositions.STANDARD);
        names.setCategoryMargin(0.35);
        names.setAxisLineVisible(false);
        names.setTickMarksVisible(false);
        return names;
    }

    /** Whole decades, with room for a label in the shortest bar. */
    private static LogAxis seconds(List<Result> measured) {
        double fastest = measured.stream().mapToDouble(r -> r.seconds().total().min()).min().orElse(1);
        double slowest = measured.stream().mapToDouble(r -> r.seconds().total().max()).max().orElse(1);
        LogAxis axis = new LogAxis("seconds, logarithmic");
        axis.setTickUnit(new NumberTickUnit(1));
        axis.setNumberFormatOverride(new DecimalFormat("0.######", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        axis.setRange(decade(Math.floor(Math.log10(fastest / 2))), decade(Math.ceil(Math.log10(slowest))));
        axis.setTickLabelFont(TEXT);
        axis.setLabelFont(TEXT);
        return axis;
    }

    private static double decade(double exponent) {
        return Math.pow(10, exponent);
    }

    private static BarRenderer bars(double base) {
        BarRenderer bars = new BarRenderer();
        bars.setBase(base);
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setSeriesPaint(0, BAR);
        bars.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator() {
            private static final long serialVersionUID = 1;

            @Override
            public String generateLabel(CategoryDataset data, int row, int column) {
                return String.format(Locale.ROOT, "%.3g s", data.getValue(row, column).doubleValue());
            }
        });
        bars.setDefaultItemLabelsVisible(true);
        bars.setDefaultItemLabelFont(TEXT);
        bars.setDefaultItemLabelPaint(Color.WHITE);
        bars.setDefaultPositiveItemLabelPosition(
                new ItemLabelPosition(ItemLabelAnchor.INSIDE9, TextAnchor.CENTER_LEFT));
        return bars;
    }

    private static MinMaxCategoryRenderer whiskers() {
        MinMaxCategoryRenderer whiskers = new MinMaxCategoryRenderer();
        whiskers.setGroupPaint(WHISKER);
        whiskers.setGroupStroke(new BasicStroke(2));
        whiskers.setMinIcon(new Tick(WHISKER));
        whiskers.setMaxIcon(new Tick(WHISKER));
        whiskers.setObjectIcon(new Tick(WHISKER));
        return whiskers;
    }

    private static String title(List<Result> measured) {
        Result first = measured.get(0);
        return String.format(
                Locale.ROOT, "%s, %,d pixels, %.1f million iterations", first.workload(), first.pixels(),
                first.iterations() / 1e6);
    }

    private static String subtitle(Report report) {
        Machine machine = report.machine();
        return machine.processor() + ", " + machine.processors() + " cores, Java " + machine.java() + ": median of the runs,"
                + " and the line from the fastest to the slowest";
    }
}
