package io.homeward.tenant.delegation;

import java.time.Instant;
import java.util.Optional;

/**
 * A relationship as it is kept.
 *
 * @param customerName known from the approval on
 * @param revision counts its changes; clients see it as the ETag
 */
public record Kept(
        Relationship relationship,
        String partnerName,
        Optional<String> customerName,
        Instant modifiedAt,
        long revision) {

    Kept now(Relationship other, Instant at) {
        return new Kept(other, partnerName, customerName, at, revision + 1);
    }

    Kept with(Optional<String> customer) {
        return new Kept(relationship, partnerName, customer, modifiedAt, revision);
    }
}
