package io.homeward.tenant.crosstenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.audit.AuditTrail;
import io.homeward.tenant.audit.Target;
import io.homeward.tenant.policy.Author;
import io.homeward.tenant.policy.Rules;
import io.homeward.tenant.policy.Setting;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Changes what a tenant asks of people from other tenants. All of it is done under the lock of the tenant's rules, in one transaction with
 * what decisions heed of it and, where a provider's roles are cut, with what its relationships say.
 */
@Singleton
class ChangeCrossTenantAccess {
    private final Rules rules;
    private final TenantDatabase database;
    private final AuditTrail audit;
    private final Instance<ProviderConstraints.Heeding> heeding;

    ChangeCrossTenantAccess(
            Rules rules, TenantDatabase database, AuditTrail audit, Instance<ProviderConstraints.Heeding> heeding) {
        this.rules = rules;
        this.database = database;
        this.audit = audit;
        this.heeding = heeding;
    }

    /** @param precondition is told the present revision under the lock */
    void changeDefault(Authority by, Author author, ObjectNode sent, LongConsumer precondition) {
        if (sent.has(Blocks.CONSTRAINTS)) {
            throw new Refusal(Fault.INVALID, "serviceProviderConstraints are said of one partner at a time.");
        }
        TenantId tenant = by.tenant();
        changedDefault(tenant, author, (handle, access) -> {
            Partners.Default before = Partners.findDefault(handle, tenant);
            precondition.accept(before.revision());
            Partners.Default after = before.with(before.blocks().with(sent));
            ExternalAccess asked = ofDefault(access, sent);
            write(handle, tenant, before, after, access, asked);
            return asked;
        });
    }

    /** As it was before the tenant said anything; what it has said of single tenants stays. */
    void reset(Authority by, Author author) {
        TenantId tenant = by.tenant();
        changedDefault(tenant, author, (handle, access) -> {
            Partners.Default before = Partners.findDefault(handle, tenant);
            ExternalAccess asked = new Asked(access)
                    .threshold(ExternalAccess.BUILT_IN_THRESHOLD)
                    .mfaByDefault(false)
                    .requireRemediated(false)
                    .trustedIssuers(List.of())
                    .access();
            write(handle, tenant, before, before.with(Blocks.none()), access, asked);
            return asked;
        });
    }

    /** @throws Refusal {@link Fault#ALREADY_THERE}, {@link Fault#INVALID} */
    void add(Authority by, Author author, TenantId partner, ObjectNode sent) {
        TenantId tenant = by.tenant();
        if (partner.equals(tenant)) {
            throw new Refusal(Fault.INVALID, "A tenant has no cross-tenant access setting for itself.");
        }
        changedOf(partner, tenant, author, (handle, access) -> {
            var added = new PartnerSetting(partner, Blocks.none().with(sent), false, 1);
            Partners.insert(handle, tenant, added, author.at());
            heed(handle, tenant, partner, Optional.empty(), added.cap());
            record(
                    handle,
                    tenant,
                    Activity.ADD_PARTNER_SETTING,
                    partner,
                    null,
                    added.blocks().json());
            return ofPartner(access, partner, sent);
        });
    }

    /** @throws Refusal {@link Fault#PARTNER_UNKNOWN}, {@link Fault#INVALID} */
    void change(Authority by, Author author, TenantId partner, ObjectNode sent, LongConsumer precondition) {
        TenantId tenant = by.tenant();
        changedOf(partner, tenant, author, (handle, access) -> {
            PartnerSetting before = known(handle, tenant, partner);
            precondition.accept(before.revision());
            PartnerSetting after = before.with(before.blocks().with(sent));
            ExternalAccess asked = ofPartner(access, partner, sent);
            if (!after.blocks().equals(before.blocks()) || !asked.equals(access)) {
                Partners.update(handle, tenant, after);
                heed(handle, tenant, partner, before.cap(), after.cap());
                record(
                        handle,
                        tenant,
                        Activity.UPDATE_PARTNER_SETTING,
                        partner,
                        before.blocks().json(),
                        after.blocks().json());
            }
            return asked;
        });
    }

    /** @throws Refusal {@link Fault#PARTNER_UNKNOWN} */
    void remove(Authority by, Author author, TenantId partner, LongConsumer precondition) {
        TenantId tenant = by.tenant();
        changedOf(partner, tenant, author, (handle, access) -> {
            PartnerSetting before = known(handle, tenant, partner);
            precondition.accept(before.revision());
            Partners.delete(handle, tenant, partner);
            heed(handle, tenant, partner, before.cap(), Optional.empty());
            record(
                    handle,
                    tenant,
                    Activity.DELETE_PARTNER_SETTING,
                    partner,
                    before.blocks().json(),
                    null);
            return new Asked(access)
                    .mfaOf(partner, Optional.empty())
                    .distrust(partner, false)
                    .access();
        });
    }

    /**
     * Replaces what decisions heed as a whole; waivers are accepted and withdrawn elsewhere.
     *
     * @param precondition is told the setting's present number under the lock
     */
    Setting<ExternalAccess> replace(Authority by, Author author, ExternalAccess wanted, LongConsumer precondition) {
        TenantId tenant = by.tenant();
        Set<TenantId> named = homes(wanted);
        if (named.contains(tenant)) {
            throw new Refusal(Fault.INVALID, "A tenant is not a home outside of itself.");
        }
        return database.in(
                tenant,
                handle -> rules.changeExternalAccess(handle, tenant, author, precondition, access -> {
                    var asked = new ExternalAccess(
                            wanted.threshold(),
                            wanted.mfaTrust(),
                            wanted.requireRemediated(),
                            wanted.distrustedHomes(),
                            wanted.trustedIssuers(),
                            access.acceptedWaivers());
                    follow(handle, tenant, author, access, asked);
                    return asked;
                }));
    }

    /** The other face counts a change too: of the default, and of each home of which something else is said now. */
    private void follow(Handle handle, TenantId tenant, Author author, ExternalAccess before, ExternalAccess after) {
        Partners.Default known = Partners.findDefault(handle, tenant);
        if (!ofDefault(before).equals(ofDefault(after))) {
            Partners.writeDefault(handle, tenant, known.with(known.blocks()));
        }
        var named = new HashSet<>(homes(before));
        named.addAll(homes(after));
        for (TenantId home : named) {
            if (said(before, home).equals(said(after, home))) {
                continue;
            }
            Partners.find(handle, tenant, home)
                    .ifPresentOrElse(
                            setting -> Partners.update(handle, tenant, setting.with(setting.blocks())),
                            () -> Partners.insert(
                                    handle, tenant, new PartnerSetting(home, Blocks.none(), false, 1), author.at()));
        }
    }

    private void write(
            Handle handle,
            TenantId tenant,
            Partners.Default before,
            Partners.Default after,
            ExternalAccess access,
            ExternalAccess asked) {
        if (after.blocks().equals(before.blocks()) && asked.equals(access)) {
            return;
        }
        Partners.writeDefault(handle, tenant, after);
        audit.record(
                handle,
                tenant,
                Activity.UPDATE_CROSS_TENANT_DEFAULT.on(Target.of("CrossTenantAccessPolicy", tenant, "default")
                        .changed(before.blocks().json(), after.blocks().json())));
    }

    private static ExternalAccess ofDefault(ExternalAccess access, ObjectNode sent) {
        Asked asked = new Asked(access);
        Optional<Optional<Boolean>> mfa = Blocks.mfa(sent);
        if (mfa.isPresent()) {
            asked = asked.mfaByDefault(mfa.get().orElse(false));
        }
        JsonNode own = sent.path(CrossTenantJson.HOMEWARD);
        if (own.has("threshold")) {
            asked = asked.threshold(Asked.level(own.path("threshold").asText()));
        }
        if (own.has("requireRemediated")) {
            asked = asked.requireRemediated(Blocks.flag("requireRemediated", own.path("requireRemediated")));
        }
        if (own.has("trustedIssuers")) {
            asked = asked.trustedIssuers(
                    StreamSupport.stream(own.path("trustedIssuers").spliterator(), false)
                            .map(JsonNode::asText)
                            .toList());
        }
        return asked.access();
    }

    private static ExternalAccess ofPartner(ExternalAccess access, TenantId partner, ObjectNode sent) {
        Asked asked = new Asked(access);
        Optional<Optional<Boolean>> mfa = Blocks.mfa(sent);
        if (mfa.isPresent()) {
            asked = asked.mfaOf(partner, mfa.get());
        }
        JsonNode distrusted = sent.path(CrossTenantJson.HOMEWARD).path("distrusted");
        if (!distrusted.isMissingNode()) {
            asked = asked.distrust(partner, Blocks.flag("distrusted", distrusted));
        }
        return asked.access();
    }

    private static List<Object> ofDefault(ExternalAccess access) {
        return List.of(
                access.threshold(),
                access.requireRemediated(),
                access.trustedIssuers(),
                access.mfaTrust().byDefault());
    }

    private static List<Object> said(ExternalAccess access, TenantId home) {
        return List.of(
                access.mfaTrust().accepted().contains(home),
                access.mfaTrust().notAccepted().contains(home),
                access.distrustedHomes().contains(home));
    }

    private static Set<TenantId> homes(ExternalAccess access) {
        var homes = new HashSet<>(access.mfaTrust().accepted());
        homes.addAll(access.mfaTrust().notAccepted());
        homes.addAll(access.distrustedHomes());
        return homes;
    }

    private interface Change {
        ExternalAccess on(Handle handle, ExternalAccess present);
    }

    private void changedDefault(TenantId tenant, Author author, Change change) {
        database.in(tenant, handle -> changed(handle, tenant, author, change));
    }

    /** Changes what is said of one partner, while nobody relies on what its roles are cut to. */
    private void changedOf(TenantId partner, TenantId tenant, Author author, Change change) {
        database.inEach(List.of(tenant, partner), handle -> {
            ProviderConstraints.hold(handle, tenant);
            return changed(handle, tenant, author, change);
        });
    }

    /** The setting's own number does not matter: where a version is named, it is that of what is said of the default or of the partner. */
    private Setting<ExternalAccess> changed(Handle handle, TenantId tenant, Author author, Change change) {
        return rules.changeExternalAccess(handle, tenant, author, number -> {}, access -> change.on(handle, access));
    }

    private void heed(Handle handle, TenantId tenant, TenantId partner, Optional<?> capBefore, Optional<?> capAfter) {
        if (!capBefore.equals(capAfter)) {
            heeding.forEach(one -> one.constrained(handle, tenant, partner));
        }
    }

    private static PartnerSetting known(Handle handle, TenantId tenant, TenantId partner) {
        return Partners.find(handle, tenant, partner).orElseThrow(() -> new Refusal(Fault.PARTNER_UNKNOWN));
    }

    private void record(
            Handle handle,
            TenantId tenant,
            Activity activity,
            TenantId partner,
            @Nullable Object before,
            @Nullable Object after) {
        audit.record(
                handle,
                tenant,
                activity.on(Target.of("CrossTenantAccessPolicyPartner", partner, partner.toString())
                        .changed(before, after)));
    }
}
