package io.homeward.risk.habit;

import io.homeward.accessrules.place.IpAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How often sign-ins of a tenant came from an address, a network or with a user agent that an administrator called compromised. Decayed, and capped
 * when they were kept, so that no number of confirmations makes more of a place than it is. Immutable.
 */
public final class AttackCounts {
    /** Days: addresses change hands within weeks. */
    public static final double HALF_LIFE = 30;

    /** Of a value at most. */
    static final double MOST = 8;

    public static final AttackCounts NONE = new AttackCounts(List.of());

    /** What is counted. */
    enum Kind {
        ADDRESS("address"),
        NETWORK("network"),
        AGENT("agent");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    /** @param kind the wire name */
    record Value(String kind, String value) {}

    /** One value's weight, as it was on a day since 1970. */
    record Row(Value value, double weight, int day) {}

    private final Map<Value, Row> rows;

    AttackCounts(List<Row> rows) {
        this.rows = rows.stream().collect(Collectors.toUnmodifiableMap(Row::value, Function.identity()));
    }

    public double address(IpAddress ip, Instant at) {
        return weight(Kind.ADDRESS, ip.toString(), at);
    }

    /** @param asn the number of the autonomous system */
    public double network(long asn, Instant at) {
        return weight(Kind.NETWORK, Long.toString(asn), at);
    }

    public double agent(String userAgent, Instant at) {
        return weight(Kind.AGENT, brief(userAgent), at);
    }

    private double weight(Kind kind, String value, Instant at) {
        Row row = rows.get(new Value(kind.wireName(), value));
        if (row == null) {
            return 0;
        }
        long days = Math.max(0, Math.floorDiv(at.getEpochSecond(), 86_400L) - row.day());
        return row.weight() * Math.pow(.5, days / HALF_LIFE);
    }

    /** The beginning tells one from another. */
    static String brief(String userAgent) {
        return userAgent.substring(0, Math.min(userAgent.length(), 256));
    }
}
