package io.homeward.risk.blocklist;

import java.time.Instant;

/**
 * A change of a tenant's block list.
 *
 * @param what {@code added} or {@code removed}
 */
public record Change(long id, Instant at, String what, String address, String reason, String by) {}
