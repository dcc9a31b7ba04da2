package io.homeward.decisions;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.homeward.accessrules.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One line of what a gateway sends of its decision log. Each may come any number of times and means the same every time: decisions and gaps have
 * ids, and repetitions are told as a total.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "line")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DecisionLine.Decided.class, name = "decided"),
    @JsonSubTypes.Type(value = DecisionLine.Repeated.class, name = "repeated"),
    @JsonSubTypes.Type(value = DecisionLine.Missing.class, name = "missing")
})
public sealed interface DecisionLine {

    /** A decision in full. */
    record Decided(LoggedDecision decision) implements DecisionLine {
        public Decided {
            requireNonNull(decision, "decision");
        }
    }

    /**
     * Calls that rested on the facts of an admission that was sent in full.
     *
     * @param decision the id of that admission, and {@code at} its time
     * @param tenant the one entered
     * @param home the one the person is from, where that is another
     * @param times how many there were until now, that admission itself not counted
     * @param last when the last of them was
     */
    record Repeated(UUID decision, Instant at, TenantId tenant, Optional<TenantId> home, long times, Instant last)
            implements DecisionLine {
        public Repeated {
            requireNonNull(decision, "decision");
            requireNonNull(at, "at");
            requireNonNull(tenant, "tenant");
            requireNonNull(home, "home");
            requireNonNull(last, "last");
        }
    }

    /**
     * Decisions that were made and cannot be told any more.
     *
     * @param tenant whose log they are missing from; a decision about two tenants is missing twice
     * @param admitted whether they were admissions, or refusals
     * @param from the time of the first of them, and {@code until} of the last
     */
    record Missing(UUID id, TenantId tenant, boolean admitted, Instant from, Instant until, long decisions)
            implements DecisionLine {
        public Missing {
            requireNonNull(id, "id");
            requireNonNull(tenant, "tenant");
            requireNonNull(from, "from");
            requireNonNull(until, "until");
        }
    }

    /** Whose logs it belongs to: one tenant or two. */
    default List<TenantId> tenants() {
        return switch (this) {
            case Decided decided -> decided.decision.tenants();
            case Repeated repeated ->
                repeated.home
                        .filter(home -> !home.equals(repeated.tenant))
                        .map(home -> List.of(repeated.tenant, home))
                        .orElse(List.of(repeated.tenant));
            case Missing missing -> List.of(missing.tenant);
        };
    }
}
