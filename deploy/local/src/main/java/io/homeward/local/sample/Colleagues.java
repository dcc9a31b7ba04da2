package io.homeward.local.sample;

import io.homeward.local.door.PublicDoor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** People of whom there is nothing but an entry in the directory, so that sign-ins under their names are somebody's. */
public final class Colleagues {
    private Colleagues() {}

    /**
     * Adds them to the organisation.
     *
     * @param names user principal names in one of its domains
     * @return name to id, in the order given
     */
    public static Map<String, String> add(PublicDoor door, Organisation organisation, List<String> names) {
        var administration = new Administration(door, organisation);
        List<String> ids =
                Together.each(names, name -> administration.colleague(name.substring(0, name.indexOf('@')), name));
        Map<String, String> added = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            added.put(names.get(i), ids.get(i));
        }
        return added;
    }
}
