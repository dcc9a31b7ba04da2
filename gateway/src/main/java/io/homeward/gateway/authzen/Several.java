package io.homeward.gateway.authzen;

import java.util.List;

/** What came to the endpoint for several evaluations. */
sealed interface Several {

    /** Without the array, or with an empty one, it is a single evaluation. */
    record One(Question question) implements Several {}

    record Many(Semantic semantic, List<Item> items) implements Several {
        public Many {
            items = List.copyOf(items);
        }
    }

    /** One of them. */
    sealed interface Item {
        record Asked(Question question) implements Item {}

        /** Answered with a denial that says why. */
        record Wrong(String why) implements Item {}
    }
}
