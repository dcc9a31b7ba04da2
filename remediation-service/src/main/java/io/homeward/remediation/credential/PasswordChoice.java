package io.homeward.remediation.credential;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Optional;

/** Whether somebody may have a password: by the rules, and because it has not leaked as far as anybody knows. */
@Singleton
public class PasswordChoice {
    private final PasswordRules rules;
    private final LeakedPasswords leaked;

    PasswordChoice(PasswordRules rules, LeakedPasswords leaked) {
        this.rules = rules;
        this.leaked = leaked;
    }

    /** The rules alone, for somebody who is still typing. */
    public Optional<Objection> foreseen(String password, PasswordRules.Use use, Collection<String> context) {
        return rules.objection(password, use, context);
    }

    /** As {@link PasswordRules#objection}. May ask a server; not in a transaction. */
    public Optional<Objection> objection(String password, PasswordRules.Use use, Collection<String> context) {
        return rules.objection(password, use, context).or(() -> switch (leaked.check(password)) {
            case LEAKED ->
                Optional.of(new Objection(
                        Objection.Reason.LEAKED,
                        "It is among the passwords that have leaked somewhere. Choose another one."));
            case NOT_AMONG_THEM, UNKNOWN -> Optional.empty();
        });
    }
}
