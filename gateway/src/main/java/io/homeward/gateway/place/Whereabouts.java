package io.homeward.gateway.place;

import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.Origin;
import io.homeward.accessrules.place.Platform;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.intel.IntelFolder;
import io.homeward.intel.Intelligence;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/** What is known of where a call comes from, and with what. */
@Singleton
public class Whereabouts {

    /** A longer one is no browser's. */
    private static final int LONGEST = 1024;

    private final Supplier<Intelligence> known;

    @Inject
    Whereabouts(IntelFolder folder) {
        this(folder::current);
    }

    Whereabouts(Supplier<Intelligence> known) {
        this.known = known;
    }

    /**
     * @param address the client's, as text
     * @param userAgent as the client says; anybody can say anything
     */
    public Surroundings of(String address, Optional<String> userAgent) {
        Optional<IpAddress> from = IpAddress.parse(address);
        Optional<CountryCode> country = from.flatMap(known.get()::country);
        Optional<Platform> platform =
                userAgent.filter(text -> text.length() <= LONGEST).flatMap(Platform::ofUserAgent);
        return new Surroundings(new Origin(from, country), platform, Optional.empty());
    }
}
