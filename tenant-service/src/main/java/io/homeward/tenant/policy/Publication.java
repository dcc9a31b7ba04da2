package io.homeward.tenant.policy;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.NamedLocation;
import io.homeward.accessrules.policy.TenantRules;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** A tenant's rules as decisions read them, put together from everything that is kept of them. */
final class Publication {
    private Publication() {}

    static TenantRules of(Handle handle, TenantId tenant) {
        StrengthBook strengths = StrengthBook.of(handle, tenant);
        return new TenantRules(
                tenant,
                name(handle, tenant),
                TenantRules.FORMAT,
                Policies.all(handle, tenant).stream()
                        .map(stored -> stored.content().policy(stored.id(), strengths))
                        .toList(),
                Settings.read(handle, tenant, SettingKind.REGISTRATION).value(),
                Settings.read(handle, tenant, SettingKind.EXTERNAL).value(),
                locations(handle, tenant),
                Settings.read(handle, tenant, SettingKind.BREAK_GLASS).value().accounts(),
                Settings.read(handle, tenant, SettingKind.SELF_SERVICE).value());
    }

    private static List<NamedLocation> locations(Handle handle, TenantId tenant) {
        return handle.createQuery("""
                        select meaning::text from named_location where tenant_id = :tenant order by created_at, location_id""")
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .map(text -> RulesJson.value(text, NamedLocation.class))
                .list();
    }

    private static String name(Handle handle, TenantId tenant) {
        return handle.createQuery("select display_name from tenant_rules where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .one();
    }
}
