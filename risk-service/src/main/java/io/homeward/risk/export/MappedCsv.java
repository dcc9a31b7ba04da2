package io.homeward.risk.export;

import io.homeward.risk.signin.Dialect;
import io.homeward.risk.signin.Draft;
import io.homeward.risk.signin.Element;
import io.homeward.risk.signin.Field;
import io.homeward.risk.signin.Reading;
import io.homeward.risk.signin.RowIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** A CSV file, read by a {@link Mapping}. */
final class MappedCsv implements Dialect {
    private final CsvHeader header;
    private final Mapping mapping;
    private final RowIds ids = new RowIds("csv");

    /** @throws NotUnderstood where the file has not the columns of the mapping */
    MappedCsv(CsvHeader header, Mapping mapping) throws NotUnderstood {
        var wanted = new ArrayList<>(mapping.columns().values());
        wanted.add(mapping.time());
        mapping.outcome().ifPresent(wanted::add);
        List<String> missing =
                wanted.stream().filter(name -> !header.has(name)).sorted().toList();
        if (!missing.isEmpty()) {
            throw new NotUnderstood("The header has no column %s; it has %s"
                    .formatted(String.join(", ", missing), String.join(", ", header.names())));
        }
        this.header = header;
        this.mapping = mapping;
    }

    @Override
    public Optional<Reading> read(Element element) {
        Draft draft = new Draft(element.line(), mapping.columns());
        return Optional.of(header.row(element)
                .map(row -> reading(element, row, draft))
                .orElseGet(() ->
                        draft.bad("The row does not have the %d columns of the header".formatted(header.width()))));
    }

    private Reading reading(Element element, CsvHeader.Row row, Draft draft) {
        Optional<Instant> at = mapping.format().read(row.get(mapping.time()));
        if (at.isEmpty()) {
            return draft.bad(mapping.time() + " is not a time as mapping.time says");
        }
        OptionalInt code = code(row);
        if (code.isEmpty()) {
            return draft.bad("%s is \"%s\", which mapping.outcomes does not list"
                    .formatted(
                            mapping.outcome().orElse(""),
                            row.get(mapping.outcome().orElse(""))));
        }
        mapping.constants().forEach(draft::set);
        mapping.columns().forEach((field, column) -> draft.set(field, row.get(column)));
        draft.set(Field.COUNTRY, Countries.code(draft.get(Field.COUNTRY)));
        if (draft.get(Field.ID).isEmpty()) {
            draft.set(Field.ID, ids.of(element.text(), at.get()));
        }
        return draft.at(at.get())
                .interactive(mapping.interactive())
                .outcome(code.getAsInt(), true)
                .reading();
    }

    private OptionalInt code(CsvHeader.Row row) {
        if (mapping.outcome().isEmpty()) {
            return mapping.sameOutcome();
        }
        String word = row.get(mapping.outcome().get());
        Integer listed = mapping.outcomes().get(same(word));
        if (listed != null) {
            return OptionalInt.of(listed);
        }
        return mapping.outcomes().isEmpty() && word.matches("\\d{1,7}")
                ? OptionalInt.of(Integer.parseInt(word))
                : mapping.otherOutcome();
    }

    static String same(String word) {
        return word.strip().toLowerCase(Locale.ROOT);
    }
}
