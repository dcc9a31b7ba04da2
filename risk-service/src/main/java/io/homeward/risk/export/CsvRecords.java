package io.homeward.risk.export;

import io.homeward.risk.signin.Element;
import io.homeward.risk.signin.Elements;
import io.homeward.risk.signin.Lines;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The records of a CSV file (RFC 4180), as they are written; one goes over several lines where a quotation mark is open at a line's end. A quotation
 * mark that nobody closes spoils the line it stands in, and none after it.
 */
final class CsvRecords implements Elements {
    /** Texts with line breaks exist; nobody breaks one more often. */
    private static final int MOST_LINES = 50;

    private final Elements lines;
    private final Deque<Element> ahead = new ArrayDeque<>();

    CsvRecords(Lines lines) {
        this.lines = lines.written();
    }

    @Override
    public Optional<Element> next() throws IOException {
        Optional<Element> first = line();
        if (first.isEmpty() || first.get().faulty() || !open(first.get().text())) {
            return first;
        }
        List<Element> record = new ArrayList<>(List.of(first.get()));
        int length = first.get().text().length();
        boolean open = true;
        while (open && record.size() < MOST_LINES && length < Element.LONGEST) {
            Optional<Element> more = line();
            if (more.isEmpty()) {
                break;
            }
            record.add(more.get());
            length += more.get().text().length();
            open = more.get().faulty() || !open(more.get().text());
        }
        if (open) {
            record.reversed().subList(0, record.size() - 1).forEach(ahead::addFirst);
            return Optional.of(new Element(
                    first.get().line(), first.get().text(), "A quotation mark is opened in this row and not closed"));
        }
        return Optional.of(Element.of(
                first.get().line(),
                String.join("\n", record.stream().map(Element::text).toList())));
    }

    private Optional<Element> line() throws IOException {
        return ahead.isEmpty() ? lines.next() : Optional.of(ahead.removeFirst());
    }

    /** Whether the text has an odd number of quotation marks. */
    private static boolean open(String text) {
        boolean open = false;
        for (int at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
            open = !open;
        }
        return open;
    }
}
