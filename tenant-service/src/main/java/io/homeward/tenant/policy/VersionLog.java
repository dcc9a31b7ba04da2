package io.homeward.tenant.policy;

import io.homeward.accessrules.TenantId;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes the versions of a tenant's rules. Nothing here changes or removes one. */
@Singleton
class VersionLog {

    /** Everything there is now, as the first version. */
    void baseline(Handle handle, TenantId tenant, Author by) {
        var all = new OpenRules(handle, tenant, by);
        for (StoredPolicy policy : Policies.all(handle, tenant)) {
            all.added(
                    Thing.POLICY,
                    policy.id().value(),
                    policy.content().displayName(),
                    policy.content().body());
        }
        setting(all, SettingKind.REGISTRATION);
        setting(all, SettingKind.EXTERNAL);
        setting(all, SettingKind.BREAK_GLASS);
        write(all, 1);
    }

    private static <T> void setting(OpenRules all, SettingKind<T> kind) {
        all.added(
                kind.thing(),
                all.tenant().value(),
                kind.name(),
                RulesJson.tree(Settings.read(all.handle(), all.tenant(), kind).value()));
    }

    void write(OpenRules rules, long number) {
        Author by = rules.author();
        rules.handle()
                .createUpdate("""
                        insert into rules_version (tenant_id, number, at, author_kind, author_id, author_home, reason, restores)
                        values (:tenant, :number, :at, :kind, :author, :home, :reason, :restores)""")
                .bind("tenant", rules.tenant().value())
                .bind("number", number)
                .bind("at", by.at().atOffset(ZoneOffset.UTC))
                .bind("kind", by.kind().wireName())
                .bind("author", by.id().orElse(null))
                .bind("home", by.home().map(TenantId::value).orElse(null))
                .bind("reason", by.reason().orElse(null))
                .bind("restores", rules.restored().orElse(null))
                .execute();
        PreparedBatch batch = rules.handle().prepareBatch("""
                insert into rules_change (tenant_id, number, thing, thing_id, name, change, after)
                values (:tenant, :number, :thing, :id, :name, :change, cast(:after as jsonb))""");
        for (OpenRules.Noted noted : rules.notes()) {
            batch.bind("tenant", rules.tenant().value())
                    .bind("number", number)
                    .bind("thing", noted.thing().wireName())
                    .bind("id", noted.id())
                    .bind("name", noted.name())
                    .bind("change", noted.change())
                    .bind("after", noted.after().map(Object::toString).orElse(null))
                    .add();
        }
        batch.execute();
        rules.handle()
                .createUpdate("update tenant_rules set number = :number where tenant_id = :tenant")
                .bind("tenant", rules.tenant().value())
                .bind("number", number)
                .execute();
    }
}
