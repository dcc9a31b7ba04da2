package io.homeward.tenant.provider;

import io.homeward.outbound.Destinations;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Where identity providers may be: nowhere inside, unless the operator says so. */
class ProviderAddresses {
    @Produces
    @Singleton
    Destinations destinations(ProviderSettings settings) {
        return new Destinations(
                settings.allowedInside().orElse(List.of()),
                settings.refusedNetworks().orElse(List.of()),
                List.of());
    }
}
