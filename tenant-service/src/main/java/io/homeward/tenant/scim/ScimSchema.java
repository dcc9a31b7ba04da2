package io.homeward.tenant.scim;

/** The names of schemas and messages. */
final class ScimSchema {
    static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
    static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    static final String ROOT = "/scim/v2";
    static final String MEDIA_TYPE = "application/scim+json";

    private ScimSchema() {}
}
