package io.homeward.tenant.policy;

import io.homeward.accessrules.PolicyId;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.audit.AuditTrail;
import io.homeward.tenant.audit.Entry;
import io.homeward.tenant.audit.Target;
import jakarta.inject.Singleton;

/** Records changes of the rules in the audit trail: one entry a thing, which names the version. */
@Singleton
class RulesAudit {
    private final AuditTrail trail;

    RulesAudit(AuditTrail trail) {
        this.trail = trail;
    }

    /** @param number of the version that the changes made */
    void record(OpenRules rules, long number) {
        for (OpenRules.Noted noted : rules.notes()) {
            Entry entry = activity(noted)
                    .on(target(noted)
                            .changed(noted.before().orElse(null), noted.after().orElse(null)))
                    .because(rules.author().reason())
                    .with("rulesVersion", number);
            trail.record(
                    rules.handle(),
                    rules.tenant(),
                    rules.restored().map(back -> entry.with("restores", back)).orElse(entry));
        }
    }

    void nothing() {
        trail.unchanged();
    }

    /** A deleted policy that is now gone for good. */
    void forgotten(OpenRules rules, StoredPolicy policy) {
        trail.record(
                rules.handle(),
                rules.tenant(),
                Activity.DELETE_POLICY
                        .on(Target.policy(policy.id(), policy.content().displayName()))
                        .because(rules.author().reason())
                        .with("permanently", true));
    }

    private static Target target(OpenRules.Noted noted) {
        return switch (noted.thing()) {
            case POLICY -> Target.policy(new PolicyId(noted.id()), noted.name());
            case LOCATION -> Target.of("NamedLocation", noted.id(), noted.name());
            case STRENGTH -> Target.of("AuthenticationStrengthPolicy", noted.id(), noted.name());
            case REGISTRATION_POLICY, BREAK_GLASS, EXTERNAL_ACCESS, SELF_SERVICE ->
                Target.of("Policy", noted.id(), noted.thing().wireName());
        };
    }

    private static Activity activity(OpenRules.Noted noted) {
        return switch (noted.thing()) {
            case POLICY -> one(noted, Activity.ADD_POLICY, Activity.UPDATE_POLICY, Activity.DELETE_POLICY);
            case LOCATION ->
                one(noted, Activity.ADD_NAMED_LOCATION, Activity.UPDATE_NAMED_LOCATION, Activity.DELETE_NAMED_LOCATION);
            case STRENGTH -> one(noted, Activity.ADD_STRENGTH, Activity.UPDATE_STRENGTH, Activity.DELETE_STRENGTH);
            case REGISTRATION_POLICY -> Activity.UPDATE_REGISTRATION_POLICY;
            case BREAK_GLASS -> Activity.UPDATE_BREAK_GLASS;
            case SELF_SERVICE -> Activity.UPDATE_AUTHORIZATION_POLICY;
            case EXTERNAL_ACCESS -> Activity.UPDATE_EXTERNAL_ACCESS;
        };
    }

    private static Activity one(OpenRules.Noted noted, Activity added, Activity changed, Activity removed) {
        if (noted.after().isEmpty()) {
            return removed;
        }
        return noted.before().isEmpty() ? added : changed;
    }
}
