package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.risk.RiskLevel;
import java.util.Optional;

/**
 * What the conditions of a policy are held against.
 *
 * @param application empty where it is not known
 * @param client empty where it is not known
 * @param userRisk empty where it is not known
 * @param signInRisk empty where the sign-in was not scored
 */
public record Circumstances(
        Subject subject,
        Optional<ApplicationId> application,
        Optional<ClientAppType> client,
        Optional<RiskLevel> userRisk,
        Optional<RiskLevel> signInRisk) {
    public Circumstances {
        requireNonNull(subject, "subject");
        requireNonNull(application, "application");
        requireNonNull(client, "client");
        requireNonNull(userRisk, "userRisk");
        requireNonNull(signInRisk, "signInRisk");
    }
}
