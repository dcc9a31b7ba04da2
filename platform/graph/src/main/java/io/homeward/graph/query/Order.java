package io.homeward.graph.query;

import static java.util.Objects.requireNonNull;

/** One part of an order: absent values stand before all others, and so last where it is descending. */
public record Order(Property property, boolean descending) {
    public Order {
        requireNonNull(property, "property");
        boolean sortable =
                switch (property.kind()) {
                    case TEXT, CASELESS_TEXT, BOOLEAN, INTEGER, INSTANT, ENUMERATION, GUID, ADDRESS -> true;
                    case FLAGS, COLLECTION, SHOWN -> false;
                };
        if (!sortable) {
            throw new IllegalArgumentException(property.path() + " cannot be sorted by");
        }
    }

    public static Order ascending(Property property) {
        return new Order(property, false);
    }

    public static Order newestFirst(Property property) {
        return new Order(property, true);
    }
}
