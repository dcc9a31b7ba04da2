package io.homeward.graph.query;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One property of a resource type: how the wire names it and how the database says it.
 *
 * @param path its JSON path, with {@code /} between the names: {@code status/errorCode}
 * @param sql an expression over the tables of the resource's query; written by us, never taken from a request. Empty for a property that
 *     is only shown
 * @param members of an enumeration
 * @param nullable whether the expression can be null; a property that cannot is filtered and sorted by an index more easily
 */
public record Property(String path, Kind kind, String sql, Optional<GraphEnum> members, boolean nullable) {

    /** What a property holds, and with it what a filter may compare it with. */
    public enum Kind {
        TEXT("Edm.String"),
        /** Text whose case does not matter, like a user principal name; the database compares {@code lower(…)}. */
        CASELESS_TEXT("Edm.String"),
        BOOLEAN("Edm.Boolean"),
        INTEGER("Edm.Int64"),
        INSTANT("Edm.DateTimeOffset"),
        ENUMERATION("Edm.Enum"),
        /** On the wire a text that happens to be a UUID; in the database a {@code uuid}. */
        GUID("Edm.String"),
        TEXTS("Collection(Edm.String)"),
        /** Can be selected, but neither filtered nor sorted by. */
        SHOWN("Edm.ComplexType");

        private final String edm;

        Kind(String edm) {
            this.edm = edm;
        }
    }

    public Property {
        requireNonNull(path, "path");
        if ((kind == Kind.ENUMERATION) != members.isPresent()) {
            throw new IllegalArgumentException(path + ": an enumeration, and nothing else, has members");
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

    /** @param sql of type {@code text[]} */
    public static Property texts(String path, String sql) {
        return of(path, Kind.TEXTS, sql);
    }

    /** @param sql of type {@code text}, holding the member's wire name */
    public static Property enumeration(String path, String sql, GraphEnum members) {
        return new Property(path, Kind.ENUMERATION, sql, Optional.of(members), true);
    }

    /** A property, or a whole object, that is shown and can be selected; properties below it are declared beside it. */
    public static Property shown(String path) {
        return of(path, Kind.SHOWN, "");
    }

    /** The same, with the promise that the expression is never null. */
    public Property neverNull() {
        return new Property(path, kind, sql, members, false);
    }

    /** The name of the type as error messages give it. */
    String edm() {
        return members.map(members -> "microsoft.graph." + members.name()).orElse(kind.edm);
    }

    private static Property of(String path, Kind kind, String sql) {
        return new Property(path, kind, sql, Optional.empty(), true);
    }
}
