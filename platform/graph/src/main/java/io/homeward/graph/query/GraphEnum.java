package io.homeward.graph.query;

import java.util.List;
import java.util.Optional;

/**
 * An enumeration of the wire. Members that stand after {@code unknownFutureValue} came later: they are shown only to callers who say that
 * they understand them ({@code Prefer: include-unknown-enum-members}), everybody else reads {@code unknownFutureValue}.
 *
 * @param name e.g. {@code riskLevel}
 * @param members in the order of the wire's contract, in the wire's spelling
 */
public record GraphEnum(String name, List<String> members) {
    private static final String SENTINEL = "unknownFutureValue";

    public GraphEnum {
        members = List.copyOf(members);
    }

    public static GraphEnum of(String name, String... members) {
        return new GraphEnum(name, List.of(members));
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

    private int sentinel() {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).equalsIgnoreCase(SENTINEL)) {
                return i;
            }
        }
        return -1;
    }
}
