package io.homeward.tenant.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a writer says of a change. Who did it, from where and when is known to {@link AuditTrail}; whatever is recorded has succeeded, since
 * it is written with the change.
 *
 * @param reason why, where somebody gave one ({@code resultReason})
 * @param targets the thing that was changed first, then what else is named by the change
 * @param details what fits nowhere else
 */
public record Entry(Activity activity, Optional<String> reason, List<Target> targets, List<Detail> details) {

    /** Graph: {@code keyValue}. */
    public record Detail(String key, String value) {
        public Detail {
            if (Change.isSecret(key)) {
                throw new IllegalArgumentException("A secret is not recorded: " + key);
            }
        }
    }

    public Entry {
        targets = List.copyOf(targets);
        details = List.copyOf(details);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException(activity + " is about nothing");
        }
    }

    public static Entry of(Activity activity, Target... targets) {
        return new Entry(activity, Optional.empty(), List.of(targets), List.of());
    }

    public Entry because(Optional<String> why) {
        return new Entry(activity, why, targets, details);
    }

    public Entry with(String key, Object value) {
        var more = new ArrayList<>(details);
        more.add(new Detail(key, value.toString()));
        return new Entry(activity, reason, targets, more);
    }
}
