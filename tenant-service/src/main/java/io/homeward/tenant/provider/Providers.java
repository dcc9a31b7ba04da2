package io.homeward.tenant.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.Listing;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Taken;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.audit.AuditTrail;
import io.homeward.tenant.audit.Target;
import io.homeward.tenant.registry.Domains;
import io.homeward.vault.Sealed;
import io.homeward.vault.Vault;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** The identity providers of a tenant. A domain's people have one provider at most. */
@Singleton
public class Providers {
    private static final String COLUMNS = """
            i.tenant_id, i.provider_id, i.display_name, i.issuer, i.metadata_url, i.client_id, i.client_secret, i.scope,
            i.claims::text as claims, i.domain_hints, i.created_at, i.modified_at""";
    private static final Listing<Provider> PROVIDERS =
            new Listing<>(COLUMNS, "identity_provider i", "i.tenant_id = :tenant", Providers::read);
    private static final int MOST = 100;

    private final TenantDatabase database;
    private final ProviderFeed feed;
    private final Vault vault;
    private final AuditTrail audit;

    Providers(TenantDatabase database, ProviderFeed feed, Vault vault, AuditTrail audit) {
        this.database = database;
        this.feed = feed;
        this.vault = vault;
        this.audit = audit;
    }

    GraphPage<Provider> list(TenantId tenant, GraphQuery query) {
        return database.in(tenant, handle -> PROVIDERS.page(handle, query, sql -> sql.bind("tenant", tenant.value())));
    }

    /** @throws Refusal {@link Fault#PROVIDER_UNKNOWN} */
    Provider get(TenantId tenant, UUID id) {
        return database.in(tenant, handle -> find(handle, tenant, id, ""))
                .orElseThrow(() -> new Refusal(Fault.PROVIDER_UNKNOWN));
    }

    /** Who signs in the people named in a domain, in the tenant that owns it. */
    Optional<Provider> ofDomain(TenantId tenant, String domain) {
        return database.in(
                tenant,
                handle -> PROVIDERS.find(
                        handle, ":domain = any (i.domain_hints)", sql -> sql.bind("tenant", tenant.value())
                                .bind("domain", domain)));
    }

    /** @throws Refusal {@link Fault#ALREADY_THERE} for another of the same issuer and client; {@link Fault#INVALID} for domains that are not the tenant's */
    Provider add(TenantId tenant, Definition definition, Optional<String> secret, Instant at) {
        UUID id = UUID.randomUUID();
        return database.in(tenant, handle -> {
            lock(handle, tenant);
            if (count(handle, tenant) >= MOST) {
                throw new Refusal(Fault.INVALID, "A tenant has at most %d identity providers.".formatted(MOST));
            }
            refuseForeign(handle, tenant, id, definition);
            Taken.unless("identity_provider_issuer", Fault.ALREADY_THERE, () -> bound(
                            handle.createUpdate("""
                                    insert into identity_provider (tenant_id, provider_id, display_name, issuer, metadata_url, client_id,
                                        client_secret, scope, claims, domain_hints, created_at, modified_at)
                                    values (:tenant, :id, :name, :issuer, :metadata, :client, :secret, :scope, cast(:claims as jsonb), :hints,
                                        :at, :at)"""), tenant, id, definition, at)
                    .bind(
                            "secret",
                            secret.map(text -> seal(tenant, id, text).text()).orElse(null))
                    .execute());
            Provider added = published(handle, tenant, id);
            audit.record(
                    handle,
                    tenant,
                    Activity.ADD_IDENTITY_PROVIDER.on(target(added).changed(null, ProviderState.of(added))));
            return added;
        });
    }

    /**
     * @param secret empty to keep the one there is
     * @throws Refusal {@link Fault#PROVIDER_UNKNOWN}, or as for {@link #add}; {@link Fault#INVALID} where a kept secret would be shown to
     *     another party than the one that gave it
     */
    void change(TenantId tenant, UUID id, UnaryOperator<Definition> change, Optional<String> secret, Instant at) {
        database.in(tenant, handle -> {
            lock(handle, tenant);
            Provider before =
                    find(handle, tenant, id, " for update").orElseThrow(() -> new Refusal(Fault.PROVIDER_UNKNOWN));
            Definition definition = change.apply(before.definition());
            refuseForeign(handle, tenant, id, definition);
            if (before.secret().isPresent() && secret.isEmpty() && !definition.sameParty(before.definition())) {
                throw new Refusal(
                        Fault.INVALID,
                        "Who changes issuer, wellKnownEndpoint or clientId sends the clientSecret that belongs to them, too.");
            }
            Optional<Sealed> kept = secret.map(text -> seal(tenant, id, text)).or(before::secret);
            Taken.unless("identity_provider_issuer", Fault.ALREADY_THERE, () -> bound(
                            handle.createUpdate("""
                                    update identity_provider set display_name = :name, issuer = :issuer, metadata_url = :metadata,
                                        client_id = :client, client_secret = :secret, scope = :scope, claims = cast(:claims as jsonb),
                                        domain_hints = :hints, modified_at = :at
                                    where tenant_id = :tenant and provider_id = :id"""), tenant, id, definition, at)
                    .bind("secret", kept.map(Sealed::text).orElse(null))
                    .execute());
            Provider after = published(handle, tenant, id);
            Target target = target(after).changed(ProviderState.of(before), ProviderState.of(after));
            audit.record(
                    handle,
                    tenant,
                    Activity.UPDATE_IDENTITY_PROVIDER.on(
                            secret.isPresent() ? target.replaced("clientSecret") : target));
            return after;
        });
    }

    /** @throws Refusal {@link Fault#PROVIDER_UNKNOWN} */
    void remove(TenantId tenant, UUID id) {
        database.in(tenant, handle -> {
            Provider provider =
                    find(handle, tenant, id, " for update").orElseThrow(() -> new Refusal(Fault.PROVIDER_UNKNOWN));
            feed.gone(handle, tenant, id);
            audit.record(handle, tenant, Activity.DELETE_IDENTITY_PROVIDER.on(target(provider)));
            return handle.createUpdate("delete from identity_provider where tenant_id = :tenant and provider_id = :id")
                    .bind("tenant", tenant.value())
                    .bind("id", id)
                    .execute();
        });
    }

    /** Hints are verified domains of the tenant, and of no other provider: otherwise somebody's people could be sent to whom they never chose. */
    private static void refuseForeign(Handle handle, TenantId tenant, UUID id, Definition definition) {
        for (String hint : definition.domainHints()) {
            if (!Domains.verified(handle, tenant, hint)) {
                throw new Refusal(Fault.INVALID, "'%s' is not a verified domain of this tenant.".formatted(hint));
            }
        }
        boolean taken = handle.createQuery("""
                        select exists (select from identity_provider
                            where tenant_id = :tenant and provider_id <> :id and domain_hints && cast(:hints as text[]))""")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bindArray("hints", String.class, definition.domainHints())
                .mapTo(Boolean.class)
                .one();
        if (taken) {
            throw new Refusal(Fault.INVALID, "Another identity provider signs in the people of one of these domains.");
        }
    }

    private Sealed seal(TenantId tenant, UUID id, String secret) {
        return vault.seal("identity-provider/%s/%s".formatted(tenant, id), secret.getBytes(StandardCharsets.UTF_8));
    }

    private Provider published(Handle handle, TenantId tenant, UUID id) {
        Provider provider = find(handle, tenant, id, " for update").orElseThrow();
        feed.publish(handle, tenant, id, ProviderTold.of(provider));
        return provider;
    }

    /** Two providers that claim one domain at once wait for each other. */
    private static void lock(Handle handle, TenantId tenant) {
        handle.createQuery("select tenant_id from tenant where tenant_id = :tenant for no key update")
                .bind("tenant", tenant.value())
                .mapTo(UUID.class)
                .one();
    }

    private static int count(Handle handle, TenantId tenant) {
        return handle.createQuery("select count(*) from identity_provider where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(Integer.class)
                .one();
    }

    private static Update bound(Update update, TenantId tenant, UUID id, Definition definition, Instant at) {
        return update.bind("tenant", tenant.value())
                .bind("id", id)
                .bind("name", definition.displayName())
                .bind("issuer", definition.issuer().toString())
                .bind("metadata", definition.metadataUrl().toString())
                .bind("client", definition.clientId())
                .bind("scope", definition.scope())
                .bind(
                        "claims",
                        FeedJson.mapper().valueToTree(definition.claims()).toString())
                .bindArray("hints", String.class, definition.domainHints())
                .bind("at", at.atOffset(ZoneOffset.UTC));
    }

    private static Target target(Provider provider) {
        return Target.of(
                "IdentityProvider", provider.id(), provider.definition().displayName());
    }

    private static Optional<Provider> find(Handle handle, TenantId tenant, UUID id, String lock) {
        return PROVIDERS.find(handle, "i.provider_id = :id", lock, sql -> sql.bind("tenant", tenant.value())
                .bind("id", id));
    }

    private static Provider read(ResultSet row) throws SQLException {
        return new Provider(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                row.getObject("provider_id", UUID.class),
                new Definition(
                        row.getString("display_name"),
                        URI.create(row.getString("issuer")),
                        URI.create(row.getString("metadata_url")),
                        row.getString("client_id"),
                        row.getString("scope"),
                        claims(row.getString("claims")),
                        List.of((String[]) row.getArray("domain_hints").getArray())),
                Optional.ofNullable(row.getString("client_secret")).map(Sealed::new),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("modified_at").toInstant());
    }

    private static Map<String, String> claims(String text) {
        try {
            return FeedJson.mapper().readValue(text, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored identity provider cannot be read", e);
        }
    }
}
