package io.homeward.risk.familiarity;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is compared, in the order in which it is explained. Within a chain each level is a part of the one before. */
public enum Level {
    COUNTRY(Chain.NETWORK, null),
    ASN(Chain.NETWORK, COUNTRY),
    PREFIX(Chain.NETWORK, ASN),
    IP(Chain.NETWORK, PREFIX),
    DEVICE(Chain.DEVICE, null),
    AGENT(Chain.DEVICE, DEVICE),
    HOUR(Chain.TIME, null),
    APPLICATION(Chain.USE, null),
    CLIENT(Chain.USE, APPLICATION);

    public enum Chain {
        NETWORK("network"),
        DEVICE("device"),
        TIME("time of day"),
        USE("application");

        private final String words;

        Chain(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final int COUNT = 9;

    private final Chain chain;
    private final @Nullable Level parent;

    Level(Chain chain, @Nullable Level parent) {
        this.chain = chain;
        this.parent = parent;
    }

    public Chain chain() {
        return chain;
    }

    /** The level it is a part of; empty at the head of a chain. */
    public Optional<Level> parent() {
        return Optional.ofNullable(parent);
    }

    /** Where arrays by level keep it, from 0. */
    @SuppressWarnings("EnumOrdinal") // the order is the point: it is that of explanations and of what is stored
    public int place() {
        return ordinal();
    }

    boolean head() {
        return parent == null;
    }

    /** For people. */
    public String words() {
        return switch (this) {
            case COUNTRY -> "country";
            case ASN -> "network operator";
            case PREFIX -> "neighbourhood of addresses";
            case IP -> "address";
            case DEVICE -> "device";
            case AGENT -> "versions of the device";
            case HOUR -> "time of day";
            case APPLICATION -> "application";
            case CLIENT -> "kind of client";
        };
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
