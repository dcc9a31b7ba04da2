package io.homeward.risk.familiarity;

import java.util.Locale;

/** One property of a sign-in: told, unknown, or beyond judging. The three are never mixed up: an unknown value is a value. */
public sealed interface Trait {
    /** Longer texts are cut: what tells two values apart stands at their beginning, and nobody pays for a megabyte of user agent. */
    int LONGEST = 256;

    /** It was told. */
    record Known(String text) implements Trait {
        public Known {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("Nothing was told");
            }
            text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        }
    }

    /** It might have been told and was not: a value like any other, usual for some and new for others. */
    record Unknown() implements Trait {}

    /** It could not have been told, so that its absence says nothing about anybody. */
    record NotEvaluable(Why why) implements Trait {}

    enum Why {
        /** The source names no address. */
        NO_ADDRESS,
        /** Private, loopback or otherwise not of the Internet: it names no place and no operator. */
        PRIVATE_ADDRESS,
        /** No database says where addresses are, and the source did not either. */
        NO_PLACE_DATA,
        /** No database says whose addresses are. */
        NO_NETWORK_DATA,
        /** The kind of source never tells it. */
        NOT_TOLD_BY_SOURCE;

        public String wireName() {
            String[] words = name().toLowerCase(Locale.ROOT).split("_");
            var text = new StringBuilder(words[0]);
            for (int i = 1; i < words.length; i++) {
                text.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
            }
            return text.toString();
        }
    }

    static Trait unknown() {
        return new Unknown();
    }

    /** Known where there is a text, else unknown. */
    static Trait of(String text) {
        return text.isEmpty() ? unknown() : new Known(text);
    }

    /** Known where there is a text, else beyond judging for this reason. */
    static Trait of(String text, Why otherwise) {
        return text.isEmpty() ? new NotEvaluable(otherwise) : new Known(text);
    }

    /** For people. */
    default String shown() {
        return switch (this) {
            case Known known -> known.text();
            case Unknown unknown -> "unknown";
            case NotEvaluable not -> "not evaluable (" + not.why().wireName() + ")";
        };
    }
}
