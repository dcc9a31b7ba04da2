package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.risk.RiskLevel;
import java.util.Optional;

/**
 * What the conditions of a policy are held against.
 *
 * @param application empty where it is not known
 * @param client empty where it is not known
 * @param userRisk empty where it is not known
 * @param signInRisk empty where the sign-in was not scored
 * @param grant empty where it is not known
 * @param action what the person is about to do, where policies about that are asked; empty for using an application
 */
public record Circumstances(
        Subject subject,
        Optional<ApplicationId> application,
        Optional<ClientAppType> client,
        Optional<RiskLevel> userRisk,
        Optional<RiskLevel> signInRisk,
        Optional<GrantKind> grant,
        Surroundings surroundings,
        Optional<UserAction> action) {
    public Circumstances {
        requireNonNull(subject, "subject");
        requireNonNull(application, "application");
        requireNonNull(client, "client");
        requireNonNull(userRisk, "userRisk");
        requireNonNull(signInRisk, "signInRisk");
        requireNonNull(grant, "grant");
        requireNonNull(surroundings, "surroundings");
        requireNonNull(action, "action");
    }

    /** The same person in the same place, about to do this. */
    public Circumstances doing(UserAction what) {
        return new Circumstances(
                subject, application, client, userRisk, signInRisk, grant, surroundings, Optional.of(what));
    }
}
