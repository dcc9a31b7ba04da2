package io.homeward.graph.query;

import io.homeward.accessrules.place.IpAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A filter that was understood: every name is a declared property, every value is of that property's kind. */
public sealed interface Filter {

    record All(List<Filter> of) implements Filter {
        public All {
            of = List.copyOf(of);
        }
    }

    record Any(List<Filter> of) implements Filter {
        public Any {
            of = List.copyOf(of);
        }
    }

    record Not(Filter of) implements Filter {}

    record Compare(Property property, Comparison comparison, Literal literal) implements Filter {}

    record In(Property property, List<Literal> literals) implements Filter {
        public In {
            literals = List.copyOf(literals);
        }
    }

    record Match(Property property, Part part, String text) implements Filter {}

    /** All of these members are among the flags. */
    record Has(Property property, List<String> members) implements Filter {
        public Has {
            members = List.copyOf(members);
        }
    }

    /** Some item of a collection fulfils the condition; where there is none, there is some item. */
    record AnyItem(Property collection, Optional<Filter> condition) implements Filter {}

    /** Every one of these words begins a word of the text. They consist of letters and digits only. */
    record Words(Property property, List<String> words) implements Filter {
        public Words {
            words = List.copyOf(words);
        }
    }

    enum Comparison {
        EQ("Equal"),
        NE("NotEqual"),
        GT("GreaterThan"),
        GE("GreaterThanOrEqual"),
        LT("LessThan"),
        LE("LessThanOrEqual");

        private final String kind;

        Comparison(String kind) {
            this.kind = kind;
        }

        /** The name error messages give it. */
        String kind() {
            return kind;
        }

        boolean ordering() {
            return this != EQ && this != NE;
        }
    }

    /** Which part of a text is compared. */
    enum Part {
        STARTSWITH,
        ENDSWITH,
        CONTAINS
    }

    /** A value of a filter. */
    sealed interface Literal {
        record Text(String value) implements Literal {}

        record Flag(boolean value) implements Literal {}

        record Whole(long value) implements Literal {}

        record Moment(Instant value) implements Literal {}

        record Guid(UUID value) implements Literal {}

        record Address(IpAddress value) implements Literal {}

        /** A text that is no UUID, or no address, where only such a one could be equal: nothing is. */
        record Nothing() implements Literal {}

        record Absent() implements Literal {}
    }
}
