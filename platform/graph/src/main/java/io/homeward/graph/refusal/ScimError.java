package io.homeward.graph.refusal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** A refusal as provisioning clients read it (RFC 7644, section 3.12). Who knows its {@code scimType} says so as a member of the rejection. */
final class ScimError {
    static final MediaType MEDIA_TYPE = new MediaType("application", "scim+json");

    private static final String TYPE = "scimType";

    private ScimError() {}

    static boolean belongsTo(String path) {
        return path.startsWith("/scim/");
    }

    static ObjectNode of(ObjectMapper json, Rejection rejection) {
        ObjectNode body = json.createObjectNode();
        body.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:Error");
        type(rejection).ifPresent(type -> body.put(TYPE, type));
        return body.put("detail", rejection.detail()).put("status", String.valueOf(rejection.status()));
    }

    private static Optional<String> type(Rejection rejection) {
        if (rejection.members().get(TYPE) instanceof String said) {
            return Optional.of(said);
        }
        return switch (rejection.status()) {
            case 400 -> Optional.of(rejection.slug().equals("bad-request") ? "invalidSyntax" : "invalidValue");
            case 409 -> Optional.of("uniqueness");
            default -> Optional.empty();
        };
    }
}
