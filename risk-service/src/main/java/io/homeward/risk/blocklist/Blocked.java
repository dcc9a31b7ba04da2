package io.homeward.risk.blocklist;

import java.time.Instant;

/**
 * An entry of a tenant's block list.
 *
 * @param address an address or a CIDR block
 * @param by the id of who added it
 */
public record Blocked(String id, String address, String reason, String by, Instant addedDateTime) {}
