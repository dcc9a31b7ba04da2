package io.homeward.local.sample;

import io.homeward.local.door.Authenticator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Somebody who may sign in, with what he has in his head and his pocket: a password, and an authenticator once he registered one. */
public final class Person {
    private final String id;
    private final String displayName;
    private final String userPrincipalName;
    private final String role;
    private volatile String password;
    private volatile @Nullable Authenticator authenticator;

    /** @param role what he is in the story, in words */
    Person(String id, String displayName, String userPrincipalName, String role, String password) {
        this.id = id;
        this.displayName = displayName;
        this.userPrincipalName = userPrincipalName;
        this.role = role;
        this.password = password;
    }

    public String id() {
        return id;
    }

    public String displayName() {
        return displayName;
    }

    public String userPrincipalName() {
        return userPrincipalName;
    }

    public String role() {
        return role;
    }

    public String password() {
        return password;
    }

    public void remember(String newPassword) {
        password = newPassword;
    }

    public void carry(Authenticator newAuthenticator) {
        authenticator = newAuthenticator;
    }

    public Optional<Authenticator> authenticator() {
        return Optional.ofNullable(authenticator);
    }

    /** @throws IllegalStateException where he never registered one */
    public String code() {
        return authenticator()
                .orElseThrow(() -> new IllegalStateException(displayName + " has no authenticator"))
                .code();
    }
}
