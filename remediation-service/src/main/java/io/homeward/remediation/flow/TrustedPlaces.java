package io.homeward.remediation.flow;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The networks whose addresses are trusted places for every tenant; each has its trusted named locations besides. */
@Singleton
public class TrustedPlaces {
    private final List<IpRange> networks;

    /** @throws IllegalArgumentException where one is no network; the service does not start */
    TrustedPlaces(FlowSettings settings) {
        networks = settings.trustedNetworks().orElse(List.of()).stream()
                .map(String::strip)
                .map(IpRange::of)
                .toList();
    }

    boolean contain(Optional<String> address) {
        return holds(address.flatMap(IpAddress::parse));
    }

    public boolean holds(Optional<IpAddress> address) {
        return address.filter(each -> networks.stream().anyMatch(network -> network.contains(each)))
                .isPresent();
    }
}
