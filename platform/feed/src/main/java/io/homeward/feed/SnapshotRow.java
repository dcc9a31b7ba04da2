package io.homeward.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;

/** One line of a snapshot on the wire. */
record SnapshotRow(TenantId tenant, String key, long version, JsonNode body) {
    Change change(long position) {
        return new Change(position, tenant, key, version, body);
    }
}
