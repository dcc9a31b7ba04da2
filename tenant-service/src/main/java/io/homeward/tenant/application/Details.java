package io.homeward.tenant.application;

import java.util.List;
import java.util.Optional;

/**
 * What an application says of itself, beside its name.
 *
 * @param logoutUrl where it is told that a session has ended
 * @param fallbackPublicClient it may speak as a public client as well, though it can prove itself
 */
public record Details(
        Optional<String> description,
        Redirects redirects,
        Optional<LogoutUrl> logoutUrl,
        boolean fallbackPublicClient,
        List<AppRole> appRoles,
        List<RequiredAccess> requiredAccess,
        List<KeyCredential> keys) {
    public static final Details NONE =
            new Details(Optional.empty(), Redirects.NONE, Optional.empty(), false, List.of(), List.of(), List.of());

    public Details {
        appRoles = List.copyOf(appRoles);
        requiredAccess = List.copyOf(requiredAccess);
        keys = List.copyOf(keys);
    }
}
