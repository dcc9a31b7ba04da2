package io.homeward.risk.export;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.homeward.risk.signin.Element;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The first row of a CSV file: what its columns are called. Case, and spaces around and between words, do not tell names apart. */
final class CsvHeader {
    private static final CsvFactory CSV = new CsvFactory();

    private final CsvSchema schema;
    private final int width;
    private final Map<String, List<Integer>> places = new HashMap<>();

    private CsvHeader(CsvSchema schema, List<String> names) {
        this.schema = schema;
        this.width = names.size();
        for (int place = 0; place < names.size(); place++) {
            places.computeIfAbsent(same(names.get(place)), each -> new ArrayList<>())
                    .add(place);
        }
    }

    static CsvHeader of(Element first, char delimiter) throws NotUnderstood {
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(delimiter);
        try {
            return new CsvHeader(schema, cells(first.text(), schema));
        } catch (IOException e) {
            throw new NotUnderstood("The header in line %d is no CSV".formatted(first.line()));
        }
    }

    private static String same(String name) {
        return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    boolean has(String name) {
        return places.containsKey(same(name));
    }

    Set<String> names() {
        return new TreeSet<>(places.keySet());
    }

    int width() {
        return width;
    }

    /** One row of the file. */
    record Row(CsvHeader header, List<String> cells) {

        /** Of several columns of one name the first that says something; empty where none does. */
        String get(String name) {
            for (int place : header.places.getOrDefault(same(name), List.of())) {
                if (!cells.get(place).isBlank()) {
                    return cells.get(place).strip();
                }
            }
            return "";
        }
    }

    /** Empty where the row is no CSV, or not as wide as the header. */
    Optional<Row> row(Element element) {
        try {
            List<String> cells = cells(element.text(), schema);
            return cells.size() == width ? Optional.of(new Row(this, cells)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<String> cells(String text, CsvSchema schema) throws IOException {
        var cells = new ArrayList<String>();
        try (CsvParser csv = CSV.createParser(text)) {
            csv.setSchema(schema);
            for (JsonToken token = csv.nextToken(); token != null; token = csv.nextToken()) {
                if (token.isScalarValue()) {
                    cells.add(csv.getText());
                }
            }
        }
        return cells;
    }
}
