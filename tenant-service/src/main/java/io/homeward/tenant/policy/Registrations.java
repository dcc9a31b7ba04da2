package io.homeward.tenant.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.RegistrationPolicy;
import io.homeward.accessrules.policy.Selection;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.policy.Mentions.Kind;
import io.homeward.tenant.policy.Mentions.Mention;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A tenant's registration policy: who has to register a second factor. */
@Singleton
public class Registrations implements Restorable {
    private final TenantDatabase database;
    private final Rules rules;

    Registrations(TenantDatabase database, Rules rules) {
        this.database = database;
        this.rules = rules;
    }

    public Setting<RegistrationPolicy> find(TenantId tenant) {
        return database.in(tenant, handle -> Settings.read(handle, tenant, SettingKind.REGISTRATION));
    }

    /**
     * @param precondition is told the present number under the lock, and throws where it is not the expected one
     * @throws Refusal {@link Fault#INVALID_POLICY} where it names somebody who is not there
     */
    public Setting<RegistrationPolicy> replace(
            TenantId tenant, RegistrationPolicy policy, LongConsumer precondition, Author by) {
        return rules.change(
                tenant,
                by,
                open -> Settings.change(open, SettingKind.REGISTRATION, precondition, before -> {
                    KnownIds.check(open.handle(), tenant, mentions(policy).without(mentions(before)));
                    return policy;
                }));
    }

    @Override
    public Thing thing() {
        return Thing.REGISTRATION_POLICY;
    }

    @Override
    public Mentions restore(OpenRules open, Map<UUID, JsonNode> wanted) {
        JsonNode value = wanted.get(open.tenant().value());
        if (value == null) {
            return Mentions.NONE;
        }
        RegistrationPolicy back = RulesJson.value(value.toString(), RegistrationPolicy.class);
        Settings.change(open, SettingKind.REGISTRATION, number -> {}, before -> back);
        return mentions(back);
    }

    private static Mentions mentions(RegistrationPolicy policy) {
        return new Mentions(Stream.concat(
                        mentions(policy.people().include(), "include"),
                        mentions(policy.people().exclude(), "exclude"))
                .collect(Collectors.toUnmodifiableSet()));
    }

    private static Stream<Mention> mentions(Selection selection, String side) {
        return Stream.concat(
                selection.users().stream().map(id -> new Mention(Kind.USER, side + "Users", id.value())),
                selection.groups().stream().map(id -> new Mention(Kind.GROUP, side + "Groups", id.value())));
    }
}
