package io.homeward.tenant.delegation;

import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the feed {@code relationships} says of one: {@code src/main/contract/examples/feed-relationships.json}. */
record RelationshipState(
        String id,
        TenantId partner,
        TenantId customer,
        String status,
        List<String> roles,
        Optional<Instant> endsAt,
        List<Access> assignments,
        Optional<Suspensions.Summary> suspended,
        List<TenantId> subDelegates,
        long version) {

    /** While suspended, this stands where readers expect Graph's word: whoever does not know it takes it for closed. */
    private static final String SUSPENDED = "suspended";

    record Access(String group, List<String> roles) {}

    /** What the customer's constraints leave of these roles. */
    interface Cap {
        Set<RoleId> of(Set<RoleId> roles);
    }

    /** Empty before a customer is asked: then it concerns nobody yet. */
    static Optional<RelationshipState> of(Kept kept, List<Assignment> assignments, Cap cap) {
        Relationship relationship = kept.relationship();
        Terms terms = relationship.terms();
        return terms.customer()
                .filter(asked -> !(relationship instanceof Relationship.Created))
                .map(customer -> new RelationshipState(
                        terms.id().toString(),
                        terms.partner(),
                        customer,
                        kept.suspended().isPresent()
                                ? SUSPENDED
                                : relationship.status().wire(),
                        texts(cap.of(terms.roles())),
                        relationship.endsAt(),
                        assignments.stream()
                                .map(one -> new Access(one.group().toString(), texts(cap.of(one.roles()))))
                                .toList(),
                        kept.suspended(),
                        kept.subDelegates().stream()
                                .sorted(Comparator.comparing(TenantId::value))
                                .toList(),
                        kept.revision()));
    }

    private static List<String> texts(Collection<?> ids) {
        return ids.stream().map(Object::toString).sorted().toList();
    }
}
