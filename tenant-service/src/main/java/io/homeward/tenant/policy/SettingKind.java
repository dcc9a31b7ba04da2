package io.homeward.tenant.policy;

import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.policy.RegistrationPolicy;
import io.homeward.accessrules.policy.SelfService;

/**
 * A setting of which a tenant has one, as it stands in {@code tenant_rules}.
 *
 * @param column its JSON; {@code column_number} beside it counts its changes
 */
record SettingKind<T>(Thing thing, String column, String name, Class<T> type) {
    static final SettingKind<RegistrationPolicy> REGISTRATION = new SettingKind<>(
            Thing.REGISTRATION_POLICY, "registration", "Registration of second factors", RegistrationPolicy.class);
    static final SettingKind<ExternalAccess> EXTERNAL =
            new SettingKind<>(Thing.EXTERNAL_ACCESS, "external", "People from outside", ExternalAccess.class);
    static final SettingKind<BreakGlass> BREAK_GLASS =
            new SettingKind<>(Thing.BREAK_GLASS, "break_glass", "Accounts for emergencies", BreakGlass.class);
    static final SettingKind<SelfService> SELF_SERVICE = new SettingKind<>(
            Thing.SELF_SERVICE, "self_service", "What people may do by themselves", SelfService.class);
}
