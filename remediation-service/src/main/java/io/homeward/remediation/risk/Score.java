package io.homeward.remediation.risk;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.risk.UserRisk;
import java.util.Optional;

/**
 * What risk-service says of one sign-in and of the person behind it.
 *
 * @param country in which it places the address; empty where it says nothing of that
 */
public record Score(SignInRisk risk, UserRisk userRisk, Optional<CountryCode> country) {
    public Score {
        requireNonNull(risk, "risk");
        requireNonNull(userRisk, "userRisk");
        requireNonNull(country, "country");
    }
}
