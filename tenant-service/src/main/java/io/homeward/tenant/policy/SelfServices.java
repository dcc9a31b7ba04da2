package io.homeward.tenant.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.SelfService;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/** What a tenant lets its people do by themselves. */
@Singleton
public class SelfServices implements Restorable {
    private final TenantDatabase database;
    private final Rules rules;

    SelfServices(TenantDatabase database, Rules rules) {
        this.database = database;
        this.rules = rules;
    }

    public Setting<SelfService> find(TenantId tenant) {
        return database.in(tenant, handle -> Settings.read(handle, tenant, SettingKind.SELF_SERVICE));
    }

    /** @param precondition is told the present number under the lock, and throws where it is not the expected one */
    public Setting<SelfService> replace(TenantId tenant, SelfService wanted, LongConsumer precondition, Author by) {
        return rules.change(
                tenant, by, open -> Settings.change(open, SettingKind.SELF_SERVICE, precondition, before -> wanted));
    }

    @Override
    public Thing thing() {
        return Thing.SELF_SERVICE;
    }

    @Override
    public Mentions restore(OpenRules open, Map<UUID, JsonNode> wanted) {
        JsonNode value = wanted.get(open.tenant().value());
        if (value != null) {
            SelfService back = RulesJson.value(value.toString(), SelfService.class);
            Settings.change(open, SettingKind.SELF_SERVICE, number -> {}, before -> back);
        }
        return Mentions.NONE;
    }
}
