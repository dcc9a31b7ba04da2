package io.homeward.risk.intel;

import io.homeward.accessrules.place.IpRange;
import io.homeward.intel.Edition;
import io.homeward.intel.Listing;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An address is on a list.
 *
 * @param block which entry of it
 */
public record Flagged(AddressFlag flag, IpRange block, Edition edition) {

    public static Optional<Flagged> of(Listing listing) {
        return AddressFlag.of(listing.kind()).map(flag -> new Flagged(flag, listing.block(), listing.edition()));
    }

    /** For a detection that rests on it: which entry of which edition of which list, and how old that was. */
    public Map<String, Object> evidence(String ip, Instant at) {
        return Map.of(
                "ip", ip,
                "block", block.brief(),
                "list", edition.name(),
                "listVersion", edition.version(),
                "listDate", edition.builtAt().toString(),
                "listAgeDays", edition.age(at).toDays());
    }
}
