package io.homeward.remediation.federation;

import io.homeward.outbound.Destinations;
import io.homeward.remediation.event.TenantServiceSettings;
import io.homeward.remediation.outside.NotReached;
import io.homeward.remediation.outside.OutsideCalls;
import io.homeward.remediation.outside.OutsideCalls.Answer;
import io.homeward.remediation.risk.RiskServiceSettings;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Calls a tenant's provider. */
@Singleton
class ProviderCalls {
    private final OutsideCalls calls;

    ProviderCalls(
            Vertx vertx,
            FederationSettings settings,
            TenantServiceSettings tenantService,
            RiskServiceSettings riskService) {
        var destinations = new Destinations(
                settings.allowedInside().orElse(List.of()),
                settings.refusedNetworks().orElse(List.of()),
                List.of(tenantService.url(), riskService.url()));
        calls = new OutsideCalls(vertx, destinations, settings.patience());
    }

    Answer get(URI uri) throws ProviderAway {
        try {
            return calls.get(uri);
        } catch (NotReached e) {
            throw new ProviderAway(String.valueOf(e.getMessage()), e);
        }
    }

    Answer post(URI uri, Map<String, String> headers, String form) throws ProviderAway {
        try {
            return calls.post(uri, headers, form);
        } catch (NotReached e) {
            throw new ProviderAway(String.valueOf(e.getMessage()), e);
        }
    }

    /** Whether a browser may be sent there. */
    boolean leadsOut(URI uri) {
        return calls.leadsOut(uri);
    }
}
