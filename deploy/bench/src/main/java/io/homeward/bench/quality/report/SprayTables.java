package io.homeward.bench.quality.report;

import io.homeward.bench.quality.spray.Sprays;
import io.homeward.bench.quality.spray.Wide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of sprays, from one address, from some, and from many networks. */
public final class SprayTables {
    static final String BEGINNING = "\n## Sprays\n\n";
    private static final String AFTER = "\n## What must hold besides\n";
    /** The first of what is asked. */
    private static final int ALL = 0;

    private static final String PROMISE = "| sprays: ";

    private final List<Sprays.Row> sprays;
    private final List<Wide.Size> wide;

    public SprayTables(List<Sprays.Row> sprays, List<Wide.Size> wide) {
        this.sprays = sprays;
        this.wide = wide;
    }

    /** Writes only what is about sprays anew into the page that is there. */
    public String rewritten(Path folder) throws IOException {
        Path file = folder.resolve("risk-quality.md");
        String page = Files.readString(file);
        String promises = Acceptance.of(sprays, wide).stream()
                .map(each -> "| %s | %s | %s |\n".formatted(each.promise(), each.seen(), Report.met(each.met())))
                .collect(Collectors.joining());
        int begin = page.indexOf(PROMISE);
        int end = page.indexOf("\n\n", begin) + 1;
        page = page.substring(0, begin) + promises + page.substring(end);
        String tables = page();
        page = page.substring(0, page.indexOf(BEGINNING)) + BEGINNING + tables + page.substring(page.indexOf(AFTER));
        Files.writeString(file, page);
        return promises + tables;
    }

    String page() {
        return Prose.SPRAYS + addresses() + "\n### From many networks\n\n" + Prose.WIDE + campaigns() + "\n" + twins();
    }

    private String addresses() {
        var heading = new ArrayList<>(List.of("seen % of 20 (names tried by then)"));
        sprays.forEach(each -> heading.add(each.rule()));
        var table = new Table(heading);
        for (int i = 0; i < Sprays.campaigns().size(); i++) {
            int at = i;
            table.row(cells(
                    Sprays.campaigns().get(i),
                    each -> Words.said("%.0f", 100 * each.found().get(at))
                            + (each.found().get(at) > 0
                                    ? Words.said(" (%.0f)", each.tried().get(at))
                                    : "")));
        }
        for (int i = 0; i < Sprays.twins().size(); i++) {
            int at = i;
            table.row(cells(
                    "benign: " + Sprays.twins().get(i),
                    each -> Words.said("%.0f", 100 * each.accused().get(at))));
        }
        table.row(cells("alerts on 10,000 ordinary office days", each -> Words.said("%.1f", each.perDays())));
        return table.toString();
    }

    private List<String> cells(String first, Function<Sprays.Row, String> each) {
        return Stream.concat(Stream.of(first), sprays.stream().map(each)).toList();
    }

    private String campaigns() {
        var table = new Table(heading("seen % of five seeds (names by then)"));
        for (int i = 0; i < Wide.campaigns().size(); i++) {
            int at = i;
            table.row(row(Wide.campaigns().get(i), (size, asked) -> {
                double found = size.found().get(at).get(asked);
                return Words.said("%.0f", 100 * found)
                        + (asked == ALL && found > 0
                                ? Words.said(" (%.0f)", size.tried().get(at))
                                : "");
            }));
        }
        table.row(row(
                "right passwords from the campaigns' networks, held against the person",
                (size, asked) -> asked == ALL ? Words.said("%.1f %%", 100 * size.hits()) : ""));
        table.row(row(
                "people who were somewhere new that day, accused",
                (size, asked) -> asked == ALL ? Words.said("%.2f %%", 100 * size.strangers()) : ""));
        return table.toString();
    }

    private String twins() {
        var table = new Table(heading("alerted % of five seeds"));
        for (int i = 0; i < Wide.twins().size(); i++) {
            int at = i;
            table.row(row(
                    "benign: " + Wide.twins().get(i),
                    (size, asked) ->
                            Words.said("%.0f", 100 * size.twins().get(at).get(asked))));
        }
        table.row(row("alerts a tenant and month in which nobody guesses (least to most of five)", (size, asked) -> {
            List<Integer> all = size.monthly().get(asked);
            return Words.said(
                    "%.1f (%d–%d)",
                    all.stream().mapToInt(Integer::intValue).average().orElse(0),
                    all.stream().mapToInt(Integer::intValue).min().orElse(0),
                    all.stream().mapToInt(Integer::intValue).max().orElse(0));
        }));
        return table.toString();
    }

    private interface Cell {
        String of(Wide.Size size, int asked);
    }

    private List<String> heading(String first) {
        var heading = new ArrayList<>(List.of(first));
        for (Wide.Asked asked : Wide.ASKED) {
            wide.forEach(size -> heading.add(Words.said("%,d: %s", size.people(), asked.words())));
        }
        return heading;
    }

    private List<String> row(String first, Cell cell) {
        var row = new ArrayList<>(List.of(first));
        for (int i = 0; i < Wide.ASKED.size(); i++) {
            int asked = i;
            wide.forEach(size -> row.add(cell.of(size, asked)));
        }
        return row;
    }
}
