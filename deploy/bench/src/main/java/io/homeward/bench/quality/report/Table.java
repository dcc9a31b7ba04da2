package io.homeward.bench.quality.report;

import java.util.ArrayList;
import java.util.List;

/** A table that reads well both as text and as Markdown. */
final class Table {
    /** Sentences are not set in columns. */
    private static final int WIDE = 48;

    private final List<List<String>> rows = new ArrayList<>();

    Table(List<String> heading) {
        rows.add(heading);
    }

    Table row(List<String> cells) {
        rows.add(cells);
        return this;
    }

    @Override
    public String toString() {
        int columns = rows.getFirst().size();
        if (rows.stream().flatMap(List::stream).anyMatch(cell -> cell.length() > WIDE)) {
            return prose();
        }
        var widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        var text = new StringBuilder();
        for (int at = 0; at < rows.size(); at++) {
            line(text, rows.get(at), widths);
            if (at == 0) {
                for (int i = 0; i < columns; i++) {
                    text.append(i == 0 ? "|-" : "|")
                            .append("-".repeat(widths[i]))
                            .append(i == 0 ? "-" : "-:");
                }
                text.append("|\n");
            }
        }
        return text.toString();
    }

    private String prose() {
        var text = new StringBuilder();
        for (int at = 0; at < rows.size(); at++) {
            text.append("| ").append(String.join(" | ", rows.get(at))).append(" |\n");
            if (at == 0) {
                text.append("|---".repeat(rows.getFirst().size())).append("|\n");
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> row, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            String space = " ".repeat(widths[i] - row.get(i).length());
            text.append("| ")
                    .append(i == 0 ? row.get(i) + space : space + row.get(i))
                    .append(' ');
        }
        text.append("|\n");
    }
}
