package io.homeward.accessrules.place;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * From where somebody comes.
 *
 * @param address empty where it is not known
 * @param country empty where nobody looked; {@link CountryCode#NOWHERE} where somebody did and it belongs to none
 */
public record Origin(Optional<IpAddress> address, Optional<CountryCode> country) {
    public static final Origin UNKNOWN = new Origin(Optional.empty(), Optional.empty());

    public Origin {
        requireNonNull(address, "address");
        requireNonNull(country, "country");
    }
}
