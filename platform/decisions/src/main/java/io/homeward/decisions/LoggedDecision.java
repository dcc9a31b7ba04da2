package io.homeward.decisions;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.EntryDecision;
import io.homeward.accessrules.entry.ForeignEntry;
import io.homeward.accessrules.entry.ForeignRules;
import io.homeward.accessrules.entry.MemberEntry;
import io.homeward.accessrules.entry.MemberRules;
import io.homeward.accessrules.standing.Freshness;
import io.homeward.feed.FeedCursor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One decision as it is written down (invariant 9): enough to make it again.
 *
 * @param engine the version that decided
 * @param token the SHA-256 of the token it was about
 * @param positions where the replicas stood, in the order of the gateway's feeds
 * @param rule the row of the law that settled it
 * @param foreign the facts, where somebody entered a tenant that is not his
 * @param member the facts, where a member called his own
 * @param outcome what was decided about either
 * @param own the facts, where an application called its own tenant
 * @param granted what that application may; empty where it was not let in
 * @param repeats the decision whose facts and outcome these are, but for {@code at} and {@code freshness}; all of the above are then empty
 * @param tenant the one called; empty in what was written before this was said
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record LoggedDecision(
        UUID decisionId,
        Instant at,
        String engine,
        String token,
        List<Optional<FeedCursor>> positions,
        String rule,
        Optional<ForeignEntry> foreign,
        Optional<MemberEntry> member,
        Optional<EntryDecision> outcome,
        Optional<OwnApplication> own,
        Optional<Set<String>> granted,
        Optional<UUID> repeats,
        Optional<Freshness> freshness,
        Optional<TenantId> tenant) {

    /** Whether somebody was let in; a step-up is none. */
    public boolean admitted() {
        return granted.isPresent()
                || outcome.filter(EntryDecision.Admitted.class::isInstance).isPresent();
    }

    /** The tenant the person is from, where it is another than the one called. */
    public Optional<TenantId> foreignHome() {
        return foreign.map(ForeignEntry::home);
    }

    /** Whose logs it belongs to: the tenant called, and the home of a person from elsewhere. */
    public List<TenantId> tenants() {
        return Stream.concat(tenant.stream(), foreignHome().stream()).distinct().toList();
    }

    /**
     * Decides again from what is written here about a person; for an application {@link OwnApplication#decide()} does.
     *
     * @throws IllegalStateException for one that only repeats another: replay that one, at this one's time
     */
    public EntryDecision replay() {
        return foreign.map(facts -> ForeignRules.decide(facts, at))
                .or(() -> member.map(MemberRules::decide))
                .orElseThrow(() -> new IllegalStateException(decisionId + " repeats another decision"));
    }
}
