package io.homeward.tenant.application;

import java.util.List;
import java.util.Optional;

/** What an application says of itself, beside its name. */
public record Details(
        Optional<String> description,
        Redirects redirects,
        List<AppRole> appRoles,
        List<RequiredAccess> requiredAccess,
        List<KeyCredential> keys) {
    public static final Details NONE = new Details(Optional.empty(), Redirects.NONE, List.of(), List.of(), List.of());

    public Details {
        appRoles = List.copyOf(appRoles);
        requiredAccess = List.copyOf(requiredAccess);
        keys = List.copyOf(keys);
    }
}
