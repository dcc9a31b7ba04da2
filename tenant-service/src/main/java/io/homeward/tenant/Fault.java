package io.homeward.tenant;

/**
 * Every way this service refuses, in the words of the domain. HTTP is chosen in one place: {@link io.homeward.tenant.web.Problems}.
 * The Graph code is what SDKs and scripts branch on.
 */
public enum Fault {
    NOT_ALLOWED(Kind.REFUSED, "Authorization_RequestDenied", "Insufficient privileges to complete the operation."),
    FRESH_MFA_NEEDED(Kind.REFUSED, "Authorization_RequestDenied", "Insufficient privileges to complete the operation."),
    OUTRANKED(Kind.REFUSED, "Authorization_RequestDenied", "The target holds a role that ranks above the caller's."),
    BEYOND_OWN_PERMISSIONS(
            Kind.REFUSED,
            "Authorization_RequestDenied",
            "Nobody grants or takes over permissions that he does not hold himself."),

    TENANT_UNKNOWN(Kind.MISSING, "Request_ResourceNotFound", "There is no such tenant."),
    BRANDING_UNKNOWN(Kind.MISSING, "Request_ResourceNotFound", "The organisation has no such branding."),
    DOMAIN_UNKNOWN(Kind.MISSING, "Request_ResourceNotFound", "There is no such domain in this tenant."),
    HOME_UNKNOWN(Kind.MISSING, "Request_ResourceNotFound", "No organisation of this installation has that domain."),
    PERSON_UNKNOWN(Kind.MISSING, "Request_ResourceNotFound", "There is no such user."),
    GROUP_UNKNOWN(Kind.MISSING, "Request_ResourceNotFound", "There is no such group."),
    OBJECT_UNKNOWN(Kind.MISSING, "Request_ResourceNotFound", "There is no such object."),
    ROLE_UNKNOWN(Kind.MISSING, "Request_ResourceNotFound", "There is no such directory role."),
    INVITATION_UNKNOWN(
            Kind.MISSING, "Request_ResourceNotFound", "There is no such invitation, or it cannot be used any more."),
    ASSIGNMENT_UNKNOWN(Kind.MISSING, "Request_ResourceNotFound", "There is no such assignment."),
    AUDIT_UNKNOWN(Kind.MISSING, "ResourceNotFound", "There is no such entry in the audit trail."),
    AUDIT_KEY_UNKNOWN(Kind.MISSING, "ResourceNotFound", "The audit trail is not signed here."),
    POLICY_UNKNOWN(Kind.MISSING, "ResourceNotFound", "There is no such conditional access policy."),
    LOCATION_UNKNOWN(Kind.MISSING, "ResourceNotFound", "There is no such named location."),
    STRENGTH_UNKNOWN(Kind.MISSING, "ResourceNotFound", "There is no such authentication strength."),
    TEMPLATE_UNKNOWN(Kind.MISSING, "ResourceNotFound", "There is no such template."),
    VERSION_UNKNOWN(Kind.MISSING, "ResourceNotFound", "There is no such version of the rules."),
    APPLICATION_UNKNOWN(Kind.MISSING, "Request_ResourceNotFound", "There is no such application."),
    PROVIDER_UNKNOWN(Kind.MISSING, "Request_ResourceNotFound", "There is no such identity provider."),
    RELATIONSHIP_UNKNOWN(Kind.MISSING, "Request_ResourceNotFound", "There is no such delegated admin relationship."),
    REQUEST_UNKNOWN(Kind.MISSING, "Request_ResourceNotFound", "There is no such request."),
    OPERATION_UNKNOWN(Kind.MISSING, "Request_ResourceNotFound", "There is no such operation."),
    PARTNER_UNKNOWN(
            Kind.MISSING, "Request_ResourceNotFound", "There is no cross-tenant access setting for such a tenant."),
    WAIVER_UNKNOWN(Kind.MISSING, "Request_ResourceNotFound", "There is no such waiver."),
    CUSTOMER_UNKNOWN(Kind.MISSING, "Request_ResourceNotFound", "There is no such delegated admin customer."),

    NAME_TAKEN(Kind.CONFLICT, "nameAlreadyExists", "Another object of this tenant has that name already."),
    DOMAIN_TAKEN(Kind.CONFLICT, "nameAlreadyExists", "The domain belongs to a tenant already."),
    DOMAIN_IN_USE(Kind.CONFLICT, "Request_BadRequest", "People of this tenant are named in the domain."),
    ADMINISTRATOR_THERE(
            Kind.CONFLICT,
            "conflict",
            "The tenant has an administrator who has begun; only a recovery, with its reason, brings another."),
    ALREADY_ENROLLED(
            Kind.CONFLICT,
            "conflict",
            "The person has a password of his own; it can be reset, but nobody begins again."),
    ALREADY_THERE(Kind.CONFLICT, "Request_MultipleObjectsWithSameKeyValue", "That exists already."),
    KEY_REUSED(Kind.CONFLICT, "conflict", "The Idempotency-Key was used for another request."),
    WAIVER_IMPOSSIBLE(Kind.CONFLICT, "conflict", "There can be no such waiver."),
    BEYOND_CONSTRAINTS(
            Kind.CONFLICT, "conflict", "The relationship asks for roles beyond what this provider may get here."),
    NOT_IN_THIS_STATE(Kind.CONFLICT, "invalidStatus", "The relationship's status does not allow this."),
    TOO_MANY_OFFERS(Kind.CONFLICT, "Request_BadRequest", "Too many offers to this customer are still open."),
    IN_USE(Kind.CONFLICT, "Request_BadRequest", "Something else still relies on it."),
    BUSY(Kind.CONFLICT, "conflict", "Somebody else is changing the same thing; try again."),

    INVALID(Kind.INVALID, "Request_BadRequest", "The request is not valid."),
    LAST_ADMINISTRATOR(
            Kind.INVALID,
            "Request_BadRequest",
            "The last enabled Global Administrator of a tenant cannot be removed, disabled or deleted."),
    INVALID_POLICY(Kind.INVALID, "BadRequest", "The conditional access policy is not valid."),
    INVALID_LOCATION(Kind.INVALID, "BadRequest", "The named location is not valid."),
    INVALID_STRENGTH(Kind.INVALID, "BadRequest", "The authentication strength is not valid."),
    LOCKS_OUT(Kind.INVALID, "BadRequest", "The change would leave no administrator a way in."),
    PASSWORD_REFUSED(Kind.INVALID, "Request_BadRequest", "The password does not meet the password rules."),

    RESOLVER_AWAY(Kind.UNAVAILABLE, "serviceNotAvailable", "The DNS resolver of this installation does not answer."),
    DRY_RUN_BUSY(Kind.UNAVAILABLE, "serviceNotAvailable", "A dry run of this tenant, or too many others, are running."),
    RISK_AWAY(
            Kind.UNAVAILABLE,
            "serviceNotAvailable",
            "How the person stands is not known at the moment; nothing was changed."),
    REMEDIATION_AWAY(
            Kind.UNAVAILABLE, "serviceNotAvailable", "Passwords cannot be set at the moment; nothing was changed.");

    /** What a caller can do about it. A new kind does not compile until {@code web.Problems} gives it a status. */
    public enum Kind {
        MISSING,
        CONFLICT,
        INVALID,
        REFUSED,
        UNAVAILABLE
    }

    private final Kind kind;
    private final String code;
    private final String title;

    Fault(Kind kind, String code, String title) {
        this.kind = kind;
        this.code = code;
        this.title = title;
    }

    public Kind kind() {
        return kind;
    }

    /** The Graph error code. */
    public String code() {
        return code;
    }

    public String title() {
        return title;
    }
}
