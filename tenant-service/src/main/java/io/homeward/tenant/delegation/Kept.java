package io.homeward.tenant.delegation;

import io.homeward.accessrules.TenantId;
import io.homeward.tenant.delegation.Relationship.Active;
import io.homeward.tenant.delegation.Relationship.Expiring;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A relationship as it is kept.
 *
 * @param customerName known from the approval on
 * @param suspensions what either side has stopped for a while; remembered when it is over
 * @param subDelegates partners of the partner whom the customer allowed by name to come through it (D20)
 * @param revision counts its changes; clients see it as the ETag
 */
public record Kept(
        Relationship relationship,
        String partnerName,
        Optional<String> customerName,
        Suspensions suspensions,
        Set<TenantId> subDelegates,
        Instant modifiedAt,
        long revision) {

    public Kept {
        subDelegates = Set.copyOf(subDelegates);
    }

    /** One that has just been offered. */
    static Kept offered(Relationship relationship, String partnerName, Instant at) {
        return new Kept(relationship, partnerName, Optional.empty(), Suspensions.NONE, Set.of(), at, 1);
    }

    /** Its next version. */
    Kept now(Relationship other, Instant at) {
        return new Kept(other, partnerName, customerName, suspensions, subDelegates, at, revision + 1);
    }

    /** The same version, as time has made it. */
    public Kept aged(Instant now) {
        return new Kept(
                relationship.asOf(now), partnerName, customerName, suspensions, subDelegates, modifiedAt, revision);
    }

    Kept with(Optional<String> customer) {
        return new Kept(relationship, partnerName, customer, suspensions, subDelegates, modifiedAt, revision);
    }

    Kept with(Suspensions others) {
        return new Kept(relationship, partnerName, customerName, others, subDelegates, modifiedAt, revision);
    }

    Kept with(Set<TenantId> others) {
        return new Kept(relationship, partnerName, customerName, suspensions, others, modifiedAt, revision);
    }

    /** Whether it gives access by its status, be it suspended or not. */
    boolean running() {
        return relationship instanceof Active || relationship instanceof Expiring;
    }

    /** Who keeps a running relationship suspended. */
    public Optional<Suspensions.Summary> suspended() {
        return running() ? suspensions.summary() : Optional.empty();
    }
}
