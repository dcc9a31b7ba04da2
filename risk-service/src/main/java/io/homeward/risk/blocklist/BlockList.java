package io.homeward.risk.blocklist;

import io.homeward.intel.AddressList;
import io.homeward.intel.Edition;
import java.time.Instant;

/** A tenant's list in force. */
public record BlockList(AddressList addresses, Edition edition) {
    public static final BlockList EMPTY = new BlockList(AddressList.EMPTY, edition(0, Instant.EPOCH));

    static Edition edition(long version, Instant changedAt) {
        return new Edition("block list of the tenant", Long.toString(version), changedAt);
    }
}
