package io.homeward.remediation.registration;

import io.homeward.graph.query.GraphEnum;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Listing;
import io.homeward.graph.query.Property;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * One person in Graph's report. Guests are in it, with what they have registered here, which is nothing: they sign in at home.
 *
 * @param isMfaRegistered a second factor of his own, of whatever strength
 * @param isMfaCapable one that would do for what the tenant's rules demand of somebody at risk
 * @param isSsprEnabled the password is managed here and its owner may change it
 * @param lastUpdatedDateTime when what is said of him was weighed last
 */
record UserRegistrationDetails(
        UUID id,
        String userPrincipalName,
        String userDisplayName,
        String userType,
        boolean isAdmin,
        boolean isSsprRegistered,
        boolean isSsprEnabled,
        boolean isSsprCapable,
        boolean isMfaRegistered,
        boolean isMfaCapable,
        boolean isPasswordlessCapable,
        List<String> methodsRegistered,
        boolean isSystemPreferredAuthenticationMethodEnabled,
        List<String> systemPreferredAuthenticationMethods,
        String defaultMfaMethod,
        Instant lastUpdatedDateTime) {

    private static final GraphEnum USER_TYPE = GraphEnum.of("signInUserType", "member", "guest", "unknownFutureValue");
    private static final GraphEnum DEFAULT_METHOD = GraphEnum.of(
            "defaultMfaMethodType",
            "none",
            "mobilePhone",
            "alternateMobilePhone",
            "officePhone",
            "microsoftAuthenticatorPush",
            "softwareOneTimePasscode",
            "unknownFutureValue");

    static final GraphSet SET = GraphSet.of(
            "reports/authenticationMethods/userRegistrationDetails",
            GraphType.of(
                    "userRegistrationDetails",
                    Property.guid("id", "d.person_id"),
                    Property.caselessText("userPrincipalName", "d.user_principal_name")
                            .neverNull()
                            .lowered("d.user_principal_name_lower"),
                    Property.caselessText("userDisplayName", "d.display_name")
                            .neverNull()
                            .lowered("d.display_name_lower"),
                    Property.enumeration("userType", "d.user_type", USER_TYPE).neverNull(),
                    flag("isAdmin", "is_admin"),
                    flag("isSsprRegistered", "sspr_registered"),
                    flag("isSsprEnabled", "sspr_enabled"),
                    flag("isSsprCapable", "sspr_capable"),
                    flag("isMfaRegistered", "mfa_registered"),
                    flag("isMfaCapable", "mfa_capable"),
                    flag("isPasswordlessCapable", "passwordless"),
                    Property.texts("methodsRegistered", "d.methods"),
                    Property.shown("isSystemPreferredAuthenticationMethodEnabled"),
                    Property.shown("systemPreferredAuthenticationMethods"),
                    Property.enumeration("defaultMfaMethod", "d.default_method", DEFAULT_METHOD)
                            .neverNull(),
                    Property.instant("lastUpdatedDateTime", "d.weighed_at").neverNull()),
            100,
            999);

    static final Listing<UserRegistrationDetails> EVERYBODY = new Listing<>(
            """
            d.person_id, d.user_principal_name, d.display_name, d.user_type, d.is_admin, d.sspr_registered, d.sspr_enabled,
            d.sspr_capable, d.mfa_registered, d.mfa_capable, d.passwordless, d.methods, d.default_method, d.weighed_at""",
            "registration_detail d",
            "d.tenant_id = :tenant and d.weighed_at is not null",
            UserRegistrationDetails::read);

    private static Property flag(String path, String column) {
        return Property.bool(path, "d." + column).neverNull();
    }

    private static UserRegistrationDetails read(ResultSet row) throws SQLException {
        List<String> methods = List.of((String[]) row.getArray("methods").getArray());
        return new UserRegistrationDetails(
                Objects.requireNonNull(row.getObject("person_id", UUID.class)),
                row.getString("user_principal_name"),
                row.getString("display_name"),
                row.getString("user_type"),
                row.getBoolean("is_admin"),
                row.getBoolean("sspr_registered"),
                row.getBoolean("sspr_enabled"),
                row.getBoolean("sspr_capable"),
                row.getBoolean("mfa_registered"),
                row.getBoolean("mfa_capable"),
                row.getBoolean("passwordless"),
                methods,
                true,
                methods.stream().limit(1).toList(),
                row.getString("default_method"),
                row.getObject("weighed_at", OffsetDateTime.class).toInstant());
    }
}
