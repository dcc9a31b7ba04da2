package io.homeward.tenant.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.tenant.Permission;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** How an application stands in its table. */
final class ApplicationRow {
    static final String COLUMNS = """
            a.tenant_id, a.application_id, a.display_name, a.enabled, a.permissions, a.upstream_name, a.upstream_uri, a.created_at,
            a.description, a.web_redirects, a.spa_redirects, a.public_redirects, a.logout_url, a.fallback_public, a.app_roles::text as app_roles,
            a.required_access::text as required_access, a.key_credentials::text as key_credentials""";

    private ApplicationRow() {}

    static Application read(Handle handle, ResultSet row) throws SQLException {
        var tenant = new TenantId(row.getObject("tenant_id", UUID.class));
        var id = new ApplicationId(row.getObject("application_id", UUID.class));
        return new Application(
                tenant,
                id,
                row.getString("display_name"),
                row.getBoolean("enabled"),
                texts(row, "permissions").stream()
                        .flatMap(name -> Permission.of(name).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                upstream(row.getString("upstream_name"), row.getString("upstream_uri")),
                details(row),
                keys(handle, tenant, id),
                row.getTimestamp("created_at").toInstant());
    }

    /** What a registration says, in the words of the statement. */
    static Update bind(Update update, Applications.Registration registration) {
        Details details = registration.details();
        return update.bind("name", registration.displayName())
                .bindArray(
                        "permissions",
                        String.class,
                        registration.permissions().stream()
                                .map(Permission::wire)
                                .sorted()
                                .toList())
                .bind(
                        "upstreamName",
                        registration.upstream().map(Upstream::name).orElse(null))
                .bind(
                        "upstreamUri",
                        registration.upstream().map(at -> at.uri().toString()).orElse(null))
                .bind("description", details.description().orElse(null))
                .bindArray(
                        "web", String.class, Redirects.texts(details.redirects().web()))
                .bindArray(
                        "spa", String.class, Redirects.texts(details.redirects().spa()))
                .bindArray(
                        "public",
                        String.class,
                        Redirects.texts(details.redirects().publicClient()))
                .bind("logout", details.logoutUrl().map(LogoutUrl::text).orElse(null))
                .bind("fallbackPublic", details.fallbackPublicClient())
                .bind("roles", json(details.appRoles()))
                .bind("required", json(details.requiredAccess()))
                .bind("keys", json(details.keys()));
    }

    private static Details details(ResultSet row) throws SQLException {
        var redirects =
                new Redirects(uris(row, "web_redirects"), uris(row, "spa_redirects"), uris(row, "public_redirects"));
        return new Details(
                Optional.ofNullable(row.getString("description")),
                redirects,
                Optional.ofNullable(row.getString("logout_url")).map(LogoutUrl::new),
                row.getBoolean("fallback_public"),
                roles(row.getString("app_roles")),
                list(row.getString("required_access"), new TypeReference<List<RequiredAccess>>() {}),
                list(row.getString("key_credentials"), new TypeReference<List<KeyCredential>>() {}));
    }

    static List<AppRole> roles(String column) {
        return list(column, new TypeReference<List<AppRole>>() {});
    }

    private static Optional<Upstream> upstream(@Nullable String name, @Nullable String uri) {
        return name == null || uri == null ? Optional.empty() : Optional.of(new Upstream(name, URI.create(uri)));
    }

    private static List<Application.Key> keys(Handle handle, TenantId tenant, ApplicationId id) {
        return handle.createQuery("""
                        select key_id, display_name, hint, hash, created_at, ends_at from application_secret
                        where tenant_id = :tenant and application_id = :id order by created_at, key_id""")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map((row, context) -> new Application.Key(
                        row.getObject("key_id", UUID.class),
                        Optional.ofNullable(row.getString("display_name")),
                        row.getString("hint"),
                        row.getString("hash"),
                        row.getTimestamp("created_at").toInstant(),
                        Optional.ofNullable(row.getTimestamp("ends_at")).map(Timestamp::toInstant)))
                .list();
    }

    private static List<RedirectUri> uris(ResultSet row, String column) throws SQLException {
        return texts(row, column).stream().map(RedirectUri::new).toList();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    private static String json(Object value) {
        try {
            return FeedJson.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a list of records", e);
        }
    }

    private static <T> List<T> list(String text, TypeReference<List<T>> type) {
        try {
            return FeedJson.mapper().readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored application cannot be read", e);
        }
    }
}
