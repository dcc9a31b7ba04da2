package io.homeward.graph.query;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One property of a resource type: how the wire names it and how the database says it.
 *
 * @param path its JSON path, with {@code /} between the names: {@code status/errorCode}
 * @param sql an expression over the tables of the resource's query; written by us, never taken from a request. Empty for a property that
 *     is only shown, and for a collection of objects
 * @param members of an enumeration, or of flags
 * @param nullable whether the expression can be null; a property that cannot is filtered and sorted by an index more easily
 * @param lowered of a text whose case does not matter: a stored column with the lower case, see {@link #lowered(String)}
 * @param hidden whether it is shown only where {@code $select} names it
 * @param searched whether {@code $search} may name it
 * @param words where its words are kept for {@code $search}
 * @param items of a collection
 */
public record Property(
        String path,
        Kind kind,
        String sql,
        Optional<GraphEnum> members,
        boolean nullable,
        Optional<String> lowered,
        boolean hidden,
        boolean searched,
        Optional<WordTable> words,
        Optional<Items> items) {

    /** What a property holds, and with it what a filter may compare it with. */
    public enum Kind {
        TEXT("Edm.String"),
        /** Text whose case does not matter, like a user principal name; the database compares {@code lower(…)}. */
        CASELESS_TEXT("Edm.String"),
        BOOLEAN("Edm.Boolean"),
        INTEGER("Edm.Int64"),
        INSTANT("Edm.DateTimeOffset"),
        ENUMERATION("Edm.Enum"),
        /** Several members at once, as the wire writes them: in the contract's order with commas between them. */
        FLAGS("Edm.Enum"),
        /** On the wire a text that happens to be a UUID; in the database a {@code uuid}. */
        GUID("Edm.String"),
        /** On the wire a text that is an IP address, in whatever spelling; in the database an {@code inet} without a mask. */
        ADDRESS("Edm.String"),
        /** Asked with {@code any}, and with {@code /$count}. */
        COLLECTION("Collection(Edm.ComplexType)"),
        /** Can be selected, but neither filtered nor sorted by. */
        SHOWN("Edm.ComplexType");

        private final String edm;

        Kind(String edm) {
            this.edm = edm;
        }
    }

    public Property {
        requireNonNull(path, "path");
        if ((kind == Kind.ENUMERATION || kind == Kind.FLAGS) != members.isPresent()) {
            throw new IllegalArgumentException(path + ": an enumeration, and nothing else, has members");
        }
        if ((kind == Kind.COLLECTION) != items.isPresent()) {
            throw new IllegalArgumentException(path + ": a collection, and nothing else, has items");
        }
        if (lowered.isPresent() && kind != Kind.CASELESS_TEXT) {
            throw new IllegalArgumentException(path + ": only the case of a caseless text does not matter");
        }
    }

    public static Property text(String path, String sql) {
        return of(path, Kind.TEXT, sql);
    }

    public static Property caselessText(String path, String sql) {
        return of(path, Kind.CASELESS_TEXT, sql);
    }

    public static Property bool(String path, String sql) {
        return of(path, Kind.BOOLEAN, sql);
    }

    public static Property integer(String path, String sql) {
        return of(path, Kind.INTEGER, sql);
    }

    /** @param sql of type {@code timestamptz} */
    public static Property instant(String path, String sql) {
        return of(path, Kind.INSTANT, sql);
    }

    /** @param sql of type {@code uuid} */
    public static Property guid(String path, String sql) {
        return of(path, Kind.GUID, sql);
    }

    /** @param sql of type {@code inet}; compared as an address, and with {@code startswith} and its kin as {@code host(…)} spells it */
    public static Property address(String path, String sql) {
        return of(path, Kind.ADDRESS, sql);
    }

    /** @param sql of type {@code text}, holding the member's wire name */
    public static Property enumeration(String path, String sql, GraphEnum members) {
        return of(path, Kind.ENUMERATION, sql, members);
    }

    /**
     * Several members at once, asked with {@code has}.
     *
     * @param sql of type {@code text}, holding the members' wire names in the order of the contract with commas between them and no blanks
     */
    public static Property flags(String path, String sql, GraphEnum members) {
        return of(path, Kind.FLAGS, sql, members);
    }

    /** @param sql of type {@code text[]} */
    public static Property texts(String path, String sql) {
        return array(path, sql, item -> text(path, item));
    }

    /**
     * Texts whose case does not matter.
     *
     * @param sql of type {@code text[]}
     */
    public static Property caselessTexts(String path, String sql) {
        return array(path, sql, item -> caselessText(path, item));
    }

    /** @param sql of type {@code uuid[]} */
    public static Property guids(String path, String sql) {
        return array(path, sql, item -> guid(path, item));
    }

    /** @param sql of type {@code text[]}, holding the members' wire names */
    public static Property enumerations(String path, String sql, GraphEnum members) {
        return array(path, sql, item -> enumeration(path, item, members));
    }

    /** @param sql of type {@code text[]}, each of them as {@link #flags} has it */
    public static Property flagsEach(String path, String sql, GraphEnum members) {
        return array(path, sql, item -> flags(path, item, members));
    }

    /**
     * A collection of objects, asked with {@code identities/any(i: i/issuer eq 'x')}:
     *
     * <pre>{@code
     * items("identities", "objectIdentity", "identity i", "i.tenant_id = p.tenant_id and i.person_id = p.person_id",
     *         text("issuer", "i.issuer"), text("issuerAssignedId", "i.subject"))
     * items("assignedLicenses", "assignedLicense", "jsonb_to_recordset(p.licenses) as l (\"skuId\" uuid)", "true",
     *         guid("skuId", "l.\"skuId\""))
     * }</pre>
     *
     * @param type of the items, without its namespace
     * @param from tables with aliases that the resource's own query does not use
     */
    public static Property items(String path, String type, String from, String where, Property... parts) {
        return collection(
                path,
                "",
                new Items("microsoft.graph." + type, from, where, Optional.empty(), List.of(parts), Optional.empty()));
    }

    /** A property, or a whole object, that is shown and can be selected; properties below it are declared beside it. */
    public static Property shown(String path) {
        return of(path, Kind.SHOWN, "");
    }

    /** The same, with the promise that the expression is never null. */
    public Property neverNull() {
        return new Property(path, kind, sql, members, false, lowered, hidden, searched, words, items);
    }

    /** The same, shown only where {@code $select} names it: it does not belong to the type's default properties. */
    public Property onRequest() {
        return new Property(path, kind, sql, members, nullable, lowered, true, searched, words, items);
    }

    /**
     * The same, found by {@code $search}: every word of the search must be the beginning of a word of the text. No index answers it:
     * below row-level security a pattern is no condition of an index, so all rows of the tenant that the other conditions leave are read.
     */
    public Property searchable() {
        return new Property(path, kind, sql, members, nullable, lowered, hidden, true, words, items);
    }

    /** The same with its words in a table of their own, an index of which answers. */
    public Property searchable(WordTable words) {
        return new Property(path, kind, sql, members, nullable, lowered, hidden, true, Optional.of(words), items);
    }

    /**
     * The same with its lower case in a column of its own:
     * {@code name_lower text collate "C" not null generated always as (coalesce(lower(name), '')) stored}. Row-level security keeps an
     * expression like {@code lower(name)} from using an index, because it could tell something about rows that are not shown; a plain
     * comparison of a column may, and so an index on {@code (tenant_id, name_lower, id)} answers equality, order and {@code startswith}.
     * Absent is the empty text there, which no text that is present may be: with a null in the order, a page that begins in the middle of it
     * would not be one range of the index.
     */
    public Property lowered(String column) {
        return new Property(path, kind, sql, members, nullable, Optional.of(column), hidden, searched, words, items);
    }

    /** Whether what it is compared and sorted by says absence with the empty text. */
    boolean absentIsEmpty() {
        return nullable && lowered.isPresent();
    }

    /** Whether there is a null among what it is sorted by. */
    boolean sortsNulls() {
        return nullable && lowered.isEmpty();
    }

    /** How many items a collection has, {@code path/$count}. */
    Property count() {
        Items counted = items.orElseThrow();
        String count = counted.array()
                .map(array -> "coalesce(cardinality(" + array + "), 0)")
                .orElseGet(() -> "(select count(*) from " + counted.from() + " where " + counted.where() + ")");
        return integer(path + "/$count", count).neverNull();
    }

    /** The text in lower or upper case. */
    Property inCase(String function) {
        return kind == Kind.CASELESS_TEXT || kind == Kind.ADDRESS
                ? this
                : new Property(
                        path,
                        kind,
                        function + "(" + sql + ")",
                        members,
                        nullable,
                        Optional.empty(),
                        hidden,
                        searched,
                        words,
                        items);
    }

    boolean isText() {
        return kind == Kind.TEXT || kind == Kind.CASELESS_TEXT || kind == Kind.ADDRESS;
    }

    /** The name of the type as error messages give it. */
    String edm() {
        return members.map(members -> "microsoft.graph." + members.name())
                .or(() -> items.map(items -> "Collection(" + items.type() + ")"))
                .orElse(kind.edm);
    }

    private interface Element {
        Property of(String sql);
    }

    private static Property array(String path, String sql, Element element) {
        String alias = "each_" + path.replace('/', '_').toLowerCase(Locale.ROOT);
        Property item = element.of(alias + ".item");
        return collection(
                path,
                sql,
                new Items(
                        item.edm(),
                        "unnest(%s) as %s (item)".formatted(sql, alias),
                        "true",
                        Optional.of(item),
                        List.of(),
                        Optional.of(sql)));
    }

    private static Property collection(String path, String sql, Items items) {
        return new Property(
                path,
                Kind.COLLECTION,
                sql,
                Optional.empty(),
                true,
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.of(items));
    }

    private static Property of(String path, Kind kind, String sql) {
        return of(path, kind, sql, null);
    }

    private static Property of(String path, Kind kind, String sql, @Nullable GraphEnum members) {
        return new Property(
                path,
                kind,
                sql,
                Optional.ofNullable(members),
                true,
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.empty());
    }
}
