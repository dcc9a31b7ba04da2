package io.homeward.tenant.delegation;

import io.homeward.accessrules.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the feed {@code relationships} says of one: {@code src/main/contract/examples/feed-relationships.json}. */
record RelationshipState(
        String id,
        TenantId partner,
        TenantId customer,
        String status,
        List<String> roles,
        Optional<Instant> endsAt,
        List<Access> assignments,
        long version) {

    record Access(String group, List<String> roles) {}

    /** Empty before there is a customer: then it concerns nobody yet. */
    static Optional<RelationshipState> of(Kept kept, List<Assignment> assignments) {
        Relationship relationship = kept.relationship();
        Terms terms = relationship.terms();
        return terms.customer()
                .map(customer -> new RelationshipState(
                        terms.id().toString(),
                        terms.partner(),
                        customer,
                        relationship.status().wire(),
                        texts(terms.roles()),
                        relationship.endsAt(),
                        assignments.stream()
                                .map(one -> new Access(one.group().toString(), texts(one.roles())))
                                .toList(),
                        kept.revision()));
    }

    private static List<String> texts(Collection<?> ids) {
        return ids.stream().map(Object::toString).sorted().toList();
    }
}
