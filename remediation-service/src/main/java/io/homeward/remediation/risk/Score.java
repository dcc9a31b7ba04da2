package io.homeward.remediation.risk;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.risk.UserRisk;

/** What risk-service says of one sign-in and of the person behind it. */
public record Score(SignInRisk risk, UserRisk userRisk) {
    public Score {
        requireNonNull(risk, "risk");
        requireNonNull(userRisk, "userRisk");
    }
}
