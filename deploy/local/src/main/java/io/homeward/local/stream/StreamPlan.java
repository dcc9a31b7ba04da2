package io.homeward.local.stream;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a stream of sign-ins is to contain. The same plan gives the same stream, byte for byte.
 *
 * @param names user principal names of all who work here
 * @param ids the object ids of those of them that the directory knows; the others are names only
 * @param victim one of the names: the person whose password the spray finds
 * @param weeks of ordinary work before the end
 * @param sprayed how many names the spray tries, the victim among them
 * @param end when the last sign-in, the spray's success, takes place
 */
public record StreamPlan(
        long seed, List<String> names, Map<String, String> ids, String victim, int weeks, int sprayed, Instant end) {
    public StreamPlan {
        names = List.copyOf(names);
        ids = Map.copyOf(ids);
        if (!names.contains(victim)) {
            throw new IllegalArgumentException("The victim is none of those who work here: " + victim);
        }
        if (sprayed < 1 || sprayed > names.size()) {
            throw new IllegalArgumentException("One can spray 1 to " + names.size() + " names, not " + sprayed);
        }
    }
}
