package io.homeward.tenant.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Property;
import io.homeward.tenant.Permission;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An application in Graph's shape, with two properties of our own. Secrets are shown by their hint and key id alone. */
@JsonInclude
record ApplicationShown(
        UUID id,
        UUID appId,
        String displayName,
        @Nullable String description,
        Instant createdDateTime,
        String signInAudience,
        Web web,
        Uris spa,
        Uris publicClient,
        boolean isFallbackPublicClient,
        List<AppRole> appRoles,
        List<RequiredAccess> requiredResourceAccess,
        List<Credential> passwordCredentials,
        List<Key> keyCredentials,
        List<String> homewardPermissions,
        @Nullable Address homewardUpstream) {

    static final GraphSet APPLICATIONS = GraphSet.of(
            "applications",
            GraphType.of(
                    "application",
                    Property.guid("id", "a.application_id"),
                    Property.guid("appId", "a.application_id").neverNull(),
                    Property.text("displayName", "a.display_name").neverNull(),
                    Property.text("description", "a.description"),
                    Property.instant("createdDateTime", "a.created_at").neverNull(),
                    Property.text("signInAudience", "'AzureADMyOrg'").neverNull(),
                    Property.texts("homewardPermissions", "a.permissions"),
                    Property.shown("web"),
                    Property.shown("spa"),
                    Property.shown("publicClient"),
                    Property.bool("isFallbackPublicClient", "a.fallback_public").neverNull(),
                    Property.shown("appRoles"),
                    Property.shown("requiredResourceAccess"),
                    Property.shown("passwordCredentials"),
                    Property.shown("keyCredentials"),
                    Property.shown("homewardUpstream")),
            100,
            999);

    record Uris(List<String> redirectUris) {}

    @JsonInclude
    record Web(List<String> redirectUris, @Nullable String logoutUrl) {}

    record Address(String name, String uri) {}

    @JsonInclude
    record Credential(
            UUID keyId,
            @Nullable String displayName,
            String hint,
            Instant startDateTime,
            @Nullable Instant endDateTime) {
        static Credential of(Application.Key key) {
            return new Credential(
                    key.id(),
                    key.displayName().orElse(null),
                    key.hint(),
                    key.createdAt(),
                    key.endsAt().orElse(null));
        }
    }

    /** @param customKeyIdentifier the certificate's thumbprint */
    @JsonInclude
    record Key(
            UUID keyId,
            @Nullable String displayName,
            String type,
            String usage,
            String customKeyIdentifier,
            Instant startDateTime,
            Instant endDateTime) {
        static Key of(KeyCredential key) {
            return new Key(
                    key.keyId(),
                    key.displayName().orElse(null),
                    "AsymmetricX509Cert",
                    "Verify",
                    key.thumbprint(),
                    key.startsAt(),
                    key.endsAt());
        }
    }

    static ApplicationShown of(Application application) {
        Details details = application.details();
        Redirects redirects = details.redirects();
        return new ApplicationShown(
                application.id().value(),
                application.id().value(),
                application.displayName(),
                details.description().orElse(null),
                application.createdAt(),
                "AzureADMyOrg",
                new Web(
                        Redirects.texts(redirects.web()),
                        details.logoutUrl().map(LogoutUrl::text).orElse(null)),
                new Uris(Redirects.texts(redirects.spa())),
                new Uris(Redirects.texts(redirects.publicClient())),
                details.fallbackPublicClient(),
                details.appRoles(),
                details.requiredAccess(),
                application.keys().stream().map(Credential::of).toList(),
                details.keys().stream().map(Key::of).toList(),
                application.permissions().stream()
                        .map(Permission::wire)
                        .sorted()
                        .toList(),
                application
                        .upstream()
                        .map(at -> new Address(at.name(), at.uri().toString()))
                        .orElse(null));
    }
}
