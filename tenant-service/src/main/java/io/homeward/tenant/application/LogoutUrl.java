package io.homeward.tenant.application;

import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;

/** Where an application is told, server to server, that a session of its has ended (OpenID Connect Back-Channel Logout 1.0 section 2.2). */
public record LogoutUrl(String text) {

    /** @throws Refusal {@link Fault#INVALID} */
    public LogoutUrl {
        RedirectUri.check(text, "logout URL");
    }
}
