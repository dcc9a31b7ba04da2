package io.homeward.remediation.openid;

import java.util.Optional;

/** Thrown when the token endpoint refuses. Everything in it is shown to the client. */
public final class OAuthRefusal extends RuntimeException {
    private final OAuthError error;
    private final int number;
    private final String description;
    private final transient Optional<EntryRefusal> entry;

    OAuthRefusal(OAuthError error) {
        this(error, error.number(), error.description(), Optional.empty());
    }

    OAuthRefusal(OAuthError error, String description) {
        this(error, error.number(), description, Optional.empty());
    }

    OAuthRefusal(OAuthError error, int number, String description, Optional<EntryRefusal> entry) {
        super(description);
        this.error = error;
        this.number = number;
        this.description = description;
        this.entry = entry;
    }

    public OAuthError error() {
        return error;
    }

    public int number() {
        return number;
    }

    public String description() {
        return description;
    }

    /** What the law said, where it was asked. */
    public Optional<EntryRefusal> entry() {
        return entry;
    }
}
