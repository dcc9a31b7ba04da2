package io.homeward.graph.query;

import java.util.List;
import java.util.Optional;

/**
 * How the items of a collection are asked with {@code any}: {@code exists (select from <from> where <where> and <the caller's condition>)}.
 * All texts are written by us.
 *
 * @param type of the items, as error messages give it
 * @param where ties the items to the row of the resource, e.g. {@code i.tenant_id = p.tenant_id and i.person_id = p.person_id}
 * @param element what one item is, where the items are plain values
 * @param parts what can be asked of one item, where the items are objects
 * @param array the same items as an array, where the database has them so: an equality is then asked with {@code @>}, which an inverted
 *     index answers
 */
public record Items(
        String type,
        String from,
        String where,
        Optional<Property> element,
        List<Property> parts,
        Optional<String> array) {
    public Items {
        parts = List.copyOf(parts);
    }

    Optional<Property> find(String path) {
        return path.isEmpty()
                ? element
                : parts.stream()
                        .filter(part -> part.path().equalsIgnoreCase(path))
                        .findFirst();
    }
}
