package io.homeward.graph.query;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An enumeration of the wire. Members that stand after {@code unknownFutureValue} came later: they are shown only to callers who say that
 * they understand them ({@code Prefer: include-unknown-enum-members}), everybody else reads {@code unknownFutureValue}.
 *
 * @param name e.g. {@code riskLevel}
 * @param members in the order of the wire's contract, in the wire's spelling
 * @param rising those of the members that can be told to be more or less than each other, the least first; empty where none can
 */
public record GraphEnum(String name, List<String> members, List<String> rising) {
    private static final String SENTINEL = "unknownFutureValue";

    public GraphEnum {
        members = List.copyOf(members);
        rising = List.copyOf(rising);
        if (!members.containsAll(rising)) {
            throw new IllegalArgumentException("%s rises through what it has not: %s".formatted(name, rising));
        }
    }

    public static GraphEnum of(String name, String... members) {
        return new GraphEnum(name, List.of(members), List.of());
    }

    /**
     * The same with an order of severity: {@code ge 'medium'} is understood, and sorting follows it. The contract's own order is no such
     * order: there {@code none} stands behind {@code high}.
     */
    public GraphEnum rising(String... least) {
        return new GraphEnum(name, members, List.of(least));
    }

    /** The member in its own spelling, whatever the case it was asked for in. */
    public Optional<String> canonical(String text) {
        return members.stream().filter(member -> member.equalsIgnoreCase(text)).findFirst();
    }

    /** What a caller who did not ask for later members reads in place of this one. */
    public String shown(String member) {
        int sentinel = sentinel();
        return sentinel >= 0 && members.indexOf(member) > sentinel ? members.get(sentinel) : member;
    }

    /** Whether there are members that not everybody is shown. */
    public boolean evolved() {
        return sentinel() >= 0 && sentinel() < members.size() - 1;
    }

    /** In the order of sorting: by severity, and what has none behind it as the contract lists it. */
    List<String> sorted() {
        return Stream.concat(rising.stream(), members.stream().filter(member -> !rising.contains(member)))
                .toList();
    }

    private int sentinel() {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).equalsIgnoreCase(SENTINEL)) {
                return i;
            }
        }
        return -1;
    }
}
