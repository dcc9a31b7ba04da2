package io.homeward.tenant.policy;

import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/** The settings of which a tenant has one each. Each counts its own changes. */
final class Settings {
    private Settings() {}

    static <T> Setting<T> read(Handle handle, TenantId tenant, SettingKind<T> kind) {
        return handle.createQuery(
                        "select %1$s::text as value, %1$s_number as number from tenant_rules where tenant_id = :tenant"
                                .formatted(kind.column()))
                .bind("tenant", tenant.value())
                .map((row, context) ->
                        new Setting<>(RulesJson.value(row.getString("value"), kind.type()), row.getLong("number")))
                .findOne()
                .orElseThrow(() -> new Refusal(Fault.TENANT_UNKNOWN));
    }

    /**
     * Changes a setting of open rules; the same value again is no change.
     *
     * @param precondition is told the present number, and throws where it is not the expected one
     */
    static <T> Setting<T> change(
            OpenRules rules, SettingKind<T> kind, LongConsumer precondition, UnaryOperator<T> change) {
        Setting<T> before = read(rules.handle(), rules.tenant(), kind);
        precondition.accept(before.number());
        T after = change.apply(before.value());
        if (after.equals(before.value())) {
            return before;
        }
        rules.handle()
                .createUpdate(
                        "update tenant_rules set %1$s = cast(:value as jsonb), %1$s_number = %1$s_number + 1 where tenant_id = :tenant"
                                .formatted(kind.column()))
                .bind("tenant", rules.tenant().value())
                .bind("value", RulesJson.text(after))
                .execute();
        rules.changed(
                kind.thing(),
                rules.tenant().value(),
                kind.name(),
                RulesJson.tree(before.value()),
                RulesJson.tree(after));
        return new Setting<>(after, before.number() + 1);
    }
}
