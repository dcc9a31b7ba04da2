package io.homeward.gateway.route;

import io.homeward.gateway.route.EdgeRoutes.Service;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** Where the suite's own services are, as configured. */
@Singleton
class ServiceAddresses {
    private final Map<Service, URI> addresses = new EnumMap<>(Service.class);

    ServiceAddresses(Config config) {
        for (Service service : Service.values()) {
            addresses.put(service, config.getValue("homeward." + service.wireName() + ".url", URI.class));
        }
    }

    URI of(Service service) {
        URI address = addresses.get(service);
        if (address == null) {
            throw new IllegalStateException(service + " has no address");
        }
        return address;
    }

    RequestOptions to(Service service, String target) {
        URI address = of(service);
        boolean tls = "https".equals(address.getScheme());
        return new RequestOptions()
                .setHost(address.getHost())
                .setPort(address.getPort() >= 0 ? address.getPort() : tls ? 443 : 80)
                .setSsl(tls)
                .setURI(target);
    }
}
