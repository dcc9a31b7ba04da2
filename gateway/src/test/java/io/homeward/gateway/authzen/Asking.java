package io.homeward.gateway.authzen;

import static io.homeward.gateway.suite.Suite.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.gateway.suite.Suite;
import io.homeward.gateway.suite.Tokens;
import java.net.http.HttpResponse;
import java.util.function.Predicate;

/** An enforcement point of a tenant, with the permission to ask. */
record Asking(int port, TenantId tenant, String token) {
    static Asking of(int port, TenantId tenant) {
        var application = Suite.application(tenant, "AccessDecision.Evaluate");
        return new Asking(
                port,
                tenant,
                Tokens.application(application, tenant, "AccessDecision.Evaluate")
                        .text());
    }

    HttpResponse<String> post(String endpoint, String body) {
        return Suite.post(port, "/access/v1/" + endpoint, token, body);
    }

    /** Whether this subject may enter the tenant. */
    JsonNode evaluate(String subject) {
        return json(post("evaluation", question(subject)));
    }

    JsonNode eventually(String subject, Predicate<JsonNode> wanted) {
        return Suite.eventually(() -> evaluate(subject), wanted);
    }

    String question(String subject) {
        return "{\"subject\":%s,\"action\":{\"name\":\"enter\"},\"resource\":%s}".formatted(subject, resource());
    }

    String resource() {
        return "{\"type\":\"tenant\",\"id\":\"%s\"}".formatted(tenant);
    }

    /** Somebody with his token. */
    static String subject(Tokens token) {
        return "{\"type\":\"user\",\"id\":\"%s\",\"properties\":{\"access_token\":\"%s\"}}"
                .formatted(token.claims().get("sub"), token.text());
    }

    /** Somebody by his name alone. */
    static String named(Object person) {
        return "{\"type\":\"user\",\"id\":\"%s\"}".formatted(person);
    }

    static String named(Object person, String issuer) {
        return "{\"type\":\"user\",\"id\":\"%s\",\"properties\":{\"issuer\":\"%s\"}}".formatted(person, issuer);
    }
}
