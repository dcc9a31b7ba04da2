package io.homeward.intel;

import io.homeward.accessrules.place.IpRange;

/**
 * An address is on a list.
 *
 * @param kind {@link SourceKind#TOR}, {@link SourceKind#VPN}, {@link SourceKind#HOSTING} or {@link SourceKind#THREAT}
 * @param block which entry: the narrowest of several
 */
public record Listing(SourceKind kind, IpRange block, Edition edition) {}
