package io.homeward.tenant;

import io.homeward.accessrules.TenantId;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The suite as it is seen from outside: the base of issuers and of links for people. */
@Singleton
public class Edge {
    private final String url;

    Edge(@ConfigProperty(name = "homeward.edge.url", defaultValue = "http://localhost:8080") String url) {
        this.url = url.replaceAll("/$", "");
    }

    /** As the tenant's tokens name who made them. */
    public String issuer(TenantId tenant) {
        return "%s/%s/v2.0".formatted(url, tenant);
    }

    /** Where somebody begins to use his account. What is behind the {@code #} is in no log on the way. */
    public String enrolment(TenantId tenant, String ticket, Object client) {
        return "%s/%s/enrol#ticket=%s&client_id=%s".formatted(url, tenant, ticket, client);
    }

    /** Where an invited guest accepts; behind the {@code #} for the same reason. */
    public String invitation(String ticket) {
        return "%s/v1/invitations/redeem#ticket=%s".formatted(url, ticket);
    }
}
