package io.homeward.tenant.location;

import io.homeward.accessrules.place.LocationId;
import java.time.Instant;

/** @param number counts its changes; clients see it as the ETag */
record StoredLocation(LocationId id, GraphLocation content, long number, Instant createdAt, Instant modifiedAt) {}
