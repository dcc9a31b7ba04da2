package io.homeward.gateway.entry;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says which edge tokens are for. */
class EntryWiring {

    @Produces
    @Singleton
    EntrySettings settings(@ConfigProperty(name = "homeward.edge.url") String edge) {
        return EntrySettings.of(edge);
    }
}
