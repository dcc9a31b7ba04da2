package io.homeward.gateway.authzen;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.TenantId;
import io.homeward.gateway.token.ApplicationTokenKey;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/**
 * What the decision point says of itself, for the whole installation and for each tenant; the endpoints are the same, because whose question it is the
 * asking application's token says. The same once more signed, with the key that {@code /.well-known/jwks.json} publishes at both doors.
 */
@Singleton
public class Metadata {
    /** RFC 7519 section 5.1; no application takes it for a token. */
    private static final String TYPE = "authzen-metadata+jwt";

    private final String edge;
    private final ApplicationTokenKey key;
    private final InstantSource clock;

    Metadata(@ConfigProperty(name = "homeward.edge.url") String edge, ApplicationTokenKey key, InstantSource clock) {
        this.edge = edge;
        this.key = key;
        this.clock = clock;
    }

    /** Signing takes 0.7 ms, so the answer is worth keeping for a while: callers say so to theirs. */
    public String of(Optional<TenantId> tenant) {
        String id = tenant.map(each -> edge + "/" + each).orElse(edge);
        String access = edge + "/access/v1";
        ObjectNode metadata = JsonNodeFactory.instance
                .objectNode()
                .put("policy_decision_point", id)
                .put("access_evaluation_endpoint", access + "/evaluation")
                .put("access_evaluations_endpoint", access + "/evaluations")
                .put("search_subject_endpoint", access + "/search/subject")
                .put("search_resource_endpoint", access + "/search/resource")
                .put("search_action_endpoint", access + "/search/action")
                .put("jwks_uri", edge + "/.well-known/jwks.json");
        var claims = new JwtClaims();
        claims.setIssuer(id);
        claims.setIssuedAt(NumericDate.fromSeconds(clock.instant().getEpochSecond()));
        for (var member : metadata.properties()) {
            claims.setStringClaim(member.getKey(), member.getValue().asText());
        }
        return metadata.put("signed_metadata", key.sign(TYPE, claims)).toString();
    }
}
