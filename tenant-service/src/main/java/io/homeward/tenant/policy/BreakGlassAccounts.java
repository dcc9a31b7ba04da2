package io.homeward.tenant.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The accounts a tenant keeps for emergencies. */
@Singleton
public class BreakGlassAccounts implements Restorable {
    private final TenantDatabase database;
    private final Rules rules;

    BreakGlassAccounts(TenantDatabase database, Rules rules) {
        this.database = database;
        this.rules = rules;
    }

    public Setting<BreakGlass> find(TenantId tenant) {
        return database.in(tenant, handle -> Settings.read(handle, tenant, SettingKind.BREAK_GLASS));
    }

    /**
     * @param precondition is told the present number under the lock, and throws where it is not the expected one
     * @throws Refusal {@link Fault#INVALID} where there are too many, or one is not an enabled member with Global Administrator
     */
    public Setting<BreakGlass> replace(TenantId tenant, BreakGlass accounts, LongConsumer precondition, Author by) {
        return rules.change(
                tenant,
                by,
                open -> Settings.change(open, SettingKind.BREAK_GLASS, precondition, before -> {
                    check(open.handle(), tenant, accounts);
                    return accounts;
                }));
    }

    @Override
    public Thing thing() {
        return Thing.BREAK_GLASS;
    }

    @Override
    public Mentions restore(OpenRules open, Map<UUID, JsonNode> wanted) {
        JsonNode value = wanted.get(open.tenant().value());
        if (value != null) {
            BreakGlass back = RulesJson.value(value.toString(), BreakGlass.class);
            check(open.handle(), open.tenant(), back);
            Settings.change(open, SettingKind.BREAK_GLASS, number -> {}, before -> back);
        }
        return Mentions.NONE;
    }

    private static void check(Handle handle, TenantId tenant, BreakGlass accounts) {
        if (accounts.accounts().size() > BreakGlass.MOST) {
            throw new Refusal(
                    Fault.INVALID, "A tenant keeps at most %d accounts for emergencies.".formatted(BreakGlass.MOST));
        }
        Set<UUID> wanted = accounts.accounts().stream().map(PersonId::value).collect(Collectors.toSet());
        var unfit = new HashSet<>(wanted);
        unfit.removeAll(administrators(handle, tenant, wanted));
        if (!unfit.isEmpty()) {
            throw new Refusal(
                    Fault.INVALID,
                    "An account for emergencies is an enabled member with Global Administrator; that does not hold for %s."
                            .formatted(
                                    unfit.stream().map(UUID::toString).sorted().collect(Collectors.joining(", "))));
        }
    }

    private static Set<UUID> administrators(Handle handle, TenantId tenant, Set<UUID> among) {
        return Set.copyOf(handle.createQuery("""
                        select p.person_id from person p
                        join role_assignment r on r.tenant_id = p.tenant_id and r.person_id = p.person_id and r.role_id = :role
                        where p.tenant_id = :tenant and p.person_id = any(:ids)
                          and p.deleted_at is null and p.account_enabled and p.user_type = 'Member'""")
                .bind("role", DirectoryRole.GLOBAL_ADMINISTRATOR.id().value())
                .bind("tenant", tenant.value())
                .bindArray("ids", UUID.class, among.toArray())
                .mapTo(UUID.class)
                .list());
    }
}
