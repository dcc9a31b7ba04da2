package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a policy demands of sessions. Graph: {@code sessionControls}.
 *
 * @param persistentBrowser kept for whoever sets the browser's cookie
 */
public record SessionControls(
        Optional<SignInFrequency> signInFrequency, Optional<PersistentBrowser> persistentBrowser) {
    public static final SessionControls NONE = new SessionControls(Optional.empty(), Optional.empty());

    /** Graph: {@code persistentBrowser.mode}. */
    public enum PersistentBrowser {
        ALWAYS,
        NEVER
    }

    public SessionControls {
        requireNonNull(signInFrequency, "signInFrequency");
        requireNonNull(persistentBrowser, "persistentBrowser");
    }

    public static SessionControls of(SignInFrequency frequency) {
        return new SessionControls(Optional.of(frequency), Optional.empty());
    }
}
