package io.homeward.bench.quality.report;

import java.util.List;
import java.util.Locale;

/** A drawing of panels with lines, as text. */
final class Svg {
    /** Colours that people with any kind of sight tell apart (Okabe and Ito), the first for us. */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#555555");

    private static final int WIDTH = 420;
    private static final int HEIGHT = 300;
    private static final int LEFT = 56;
    private static final int TOP = 34;
    private static final int INNER_WIDTH = 340;
    private static final int INNER_HEIGHT = 210;
    private static final int LEGEND = 24;

    /** A line through points whose coordinates are both from 0 to 1, seen from the lower left. */
    record Line(String name, List<Double> x, List<Double> y) {}

    /** A mark on an axis. */
    record Tick(double at, String label) {}

    record Panel(String title, String xLabel, String yLabel, List<Tick> x, List<Tick> y, List<Line> lines) {}

    private final StringBuilder text = new StringBuilder();

    private Svg() {}

    /** Two panels in a row; the lines of all have the same names and colours, explained below. */
    static String of(List<Panel> panels) {
        var svg = new Svg();
        int rows = (panels.size() + 1) / 2;
        int names = panels.getFirst().lines.size();
        int height = rows * HEIGHT + ((names + 2) / 3) * LEGEND + 10;
        svg.add("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="%d" height="%d" fill="white"/>
                """, 2 * WIDTH, height, 2 * WIDTH, height);
        for (int i = 0; i < panels.size(); i++) {
            svg.panel(panels.get(i), i % 2 * WIDTH, i / 2 * HEIGHT);
        }
        for (int i = 0; i < names; i++) {
            int x = LEFT + i % 3 * 255;
            int y = rows * HEIGHT + i / 3 * LEGEND + 12;
            svg.add(
                    "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"%s\"/>%n",
                    x, y, x + 26, y, colour(i), width(i));
            svg.add(
                    "<text x=\"%d\" y=\"%d\">%s</text>%n",
                    x + 32, y + 4, panels.getFirst().lines.get(i).name);
        }
        return svg.text.append("</svg>\n").toString();
    }

    private void panel(Panel panel, int x, int y) {
        int left = x + LEFT;
        int top = y + TOP;
        add("<text x=\"%d\" y=\"%d\" font-size=\"14\" font-weight=\"bold\">%s</text>%n", left, y + 22, panel.title);
        for (Tick tick : panel.x) {
            double at = left + tick.at * INNER_WIDTH;
            add(
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#e0e0e0\"/>%n",
                    at, top, at, top + INNER_HEIGHT);
            add(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" font-size=\"11\">%s</text>%n",
                    at, top + INNER_HEIGHT + 16, tick.label);
        }
        for (Tick tick : panel.y) {
            double at = top + (1 - tick.at) * INNER_HEIGHT;
            add(
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#e0e0e0\"/>%n",
                    left, at, left + INNER_WIDTH, at);
            add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n", left - 6, at + 4, tick.label);
        }
        add(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#555555\"/>%n",
                left, top, INNER_WIDTH, INNER_HEIGHT);
        add(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#555555\">%s</text>%n",
                left + INNER_WIDTH / 2, top + INNER_HEIGHT + 34, panel.xLabel);
        add(
                "<text transform=\"translate(%d %d) rotate(-90)\" text-anchor=\"middle\" fill=\"#555555\">%s</text>%n",
                x + 14, top + INNER_HEIGHT / 2, panel.yLabel);
        // Ours is drawn last, so that it lies above the others.
        for (int i = panel.lines.size() - 1; i >= 0; i--) {
            line(panel.lines.get(i), i, left, top);
        }
    }

    private void line(Line line, int index, int left, int top) {
        var points = new StringBuilder();
        for (int i = 0; i < line.x.size(); i++) {
            points.append(i == 0 ? "" : " ")
                    .append("%.1f,%.1f"
                            .formatted(left + line.x.get(i) * INNER_WIDTH, top + (1 - line.y.get(i)) * INNER_HEIGHT));
        }
        add(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"/>%n",
                points, colour(index), width(index));
    }

    private static String colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }

    private static String width(int index) {
        return index == 0 ? "3" : "1.6";
    }

    private void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format.replace("%n", "\n"), values));
    }
}
