package io.homeward.tenant.branding;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.audit.AuditTrail;
import io.homeward.tenant.audit.Target;
import io.homeward.tenant.registry.Organizations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/** How organisations look, at most one look for each. */
@Singleton
class Brandings {
    private final TenantDatabase database;
    private final Organizations organizations;
    private final BrandingFeed feed;
    private final AuditTrail audit;

    Brandings(TenantDatabase database, Organizations organizations, BrandingFeed feed, AuditTrail audit) {
        this.database = database;
        this.organizations = organizations;
        this.feed = feed;
        this.audit = audit;
    }

    /** What an entry of the trail compares. */
    private record Said(Look look, String logo) {
        static Said of(Branding branding) {
            return new Said(
                    branding.look(),
                    branding.logo()
                            .map(logo -> "%s, %d bytes".formatted(logo.type(), logo.bytes().length))
                            .orElse(""));
        }
    }

    /** @throws Refusal {@link Fault#BRANDING_UNKNOWN} where nothing was ever said */
    Branding get(TenantId tenant) {
        return database.in(tenant, handle -> find(handle, tenant, ""))
                .orElseThrow(() -> new Refusal(Fault.BRANDING_UNKNOWN));
    }

    /**
     * @param precondition is told the present number (0 where there is none), and throws where it is not the expected one
     * @param change is given the branding as it is under the lock, and may refuse
     */
    Branding change(TenantId tenant, LongConsumer precondition, UnaryOperator<Branding> change) {
        String name = organizations.get(tenant).tenant().displayName();
        return database.in(tenant, handle -> {
            begin(handle, tenant);
            Branding before = find(handle, tenant, " for update").orElse(Branding.NONE);
            precondition.accept(before.number());
            Branding wanted = change.apply(before);
            var after = new Branding(wanted.look(), wanted.logo(), before.number() + 1);
            handle.createUpdate("""
                            update organization_branding set document = cast(:document as jsonb), logo = :logo, logo_type = :type,
                                number = :number
                            where tenant_id = :tenant""")
                    .bind("tenant", tenant.value())
                    .bind("document", text(after.look()))
                    .bind("logo", after.logo().map(Logo::bytes).orElse(null))
                    .bind("type", after.logo().map(Logo::type).orElse(null))
                    .bind("number", after.number())
                    .execute();
            feed.publish(handle, tenant, after);
            audit.record(
                    handle,
                    tenant,
                    Activity.UPDATE_BRANDING.on(Target.tenant(tenant, name).changed(Said.of(before), Said.of(after))));
            return after;
        });
    }

    /** @throws Refusal {@link Fault#BRANDING_UNKNOWN} */
    void remove(TenantId tenant, LongConsumer precondition) {
        String name = organizations.get(tenant).tenant().displayName();
        database.in(tenant, handle -> {
            Branding before =
                    find(handle, tenant, " for update").orElseThrow(() -> new Refusal(Fault.BRANDING_UNKNOWN));
            precondition.accept(before.number());
            feed.gone(handle, tenant, tenant.value());
            audit.record(
                    handle,
                    tenant,
                    Activity.DELETE_BRANDING.on(Target.tenant(tenant, name).changed(Said.of(before), null)));
            return handle.createUpdate("delete from organization_branding where tenant_id = :tenant")
                    .bind("tenant", tenant.value())
                    .execute();
        });
    }

    /** So that there is a row to lock; it counts for nothing until it is changed in the same transaction. */
    private static void begin(Handle handle, TenantId tenant) {
        handle.createUpdate("""
                        insert into organization_branding (tenant_id, document, number) values (:tenant, '{}', 0)
                        on conflict do nothing""").bind("tenant", tenant.value()).execute();
    }

    private static Optional<Branding> find(Handle handle, TenantId tenant, String lock) {
        return handle.createQuery(
                        "select document::text as document, logo, logo_type, number from organization_branding where tenant_id = :tenant"
                                + lock)
                .bind("tenant", tenant.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    private static Branding read(ResultSet row) throws SQLException {
        byte[] logo = row.getBytes("logo");
        try {
            return new Branding(
                    FeedJson.mapper().readValue(row.getString("document"), Look.class),
                    logo == null ? Optional.empty() : Optional.of(Logo.kept(row.getString("logo_type"), logo)),
                    row.getLong("number"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A kept branding cannot be read", e);
        }
    }

    private static String text(Look look) {
        try {
            return FeedJson.mapper().writeValueAsString(look);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is kept is made here", e);
        }
    }
}
