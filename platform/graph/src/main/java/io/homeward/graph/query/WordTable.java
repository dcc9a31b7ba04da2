package io.homeward.graph.query;

import static java.util.Objects.requireNonNull;

/**
 * Where the words of a text are kept, each in a row, so that an index finds them by their beginnings: letters and digits in a row, in lower case
 * as the database makes it, cut after {@link SearchParser#LONGEST_WORD} of them. All texts are written by us.
 *
 * @param key the column of the item that the words are of, e.g. {@code p.person_id}
 * @param rows the words of this property in all items, with the parameters of the resource's own condition, e.g. {@code select w.person_id from
 *     person_word w where w.tenant_id = :tenant}
 * @param word the column, ordered by its bytes ({@code collate "C"}), e.g. {@code w.word}
 */
public record WordTable(String key, String rows, String word) {
    public WordTable {
        requireNonNull(key, "key");
        requireNonNull(rows, "rows");
        requireNonNull(word, "word");
    }
}
