package io.homeward.tenant.scim;

import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.graph.refusal.Rejection;

/** What only provisioning clients are told: the values of {@code scimType} (RFC 7644, section 3.12). */
final class ScimRefusals {
    private ScimRefusals() {}

    static GraphRefusal invalidFilter(String detail) {
        return refusal("invalidFilter", detail);
    }

    static GraphRefusal invalidSyntax(String detail) {
        return refusal("invalidSyntax", detail);
    }

    static GraphRefusal invalidPath(String path) {
        return refusal("invalidPath", "'%s' is not the path of an attribute here.".formatted(path));
    }

    static GraphRefusal invalidValue(String detail) {
        return refusal("invalidValue", detail);
    }

    static GraphRefusal noTarget() {
        return refusal("noTarget", "An operation 'remove' needs a path.");
    }

    static GraphRefusal mutability(String attribute) {
        return refusal("mutability", "'%s' is read-only.".formatted(attribute));
    }

    private static GraphRefusal refusal(String type, String detail) {
        return new GraphRefusal(Rejection.of(400, "scim", "The request is not understood", detail)
                .withMember("scimType", type));
    }
}
