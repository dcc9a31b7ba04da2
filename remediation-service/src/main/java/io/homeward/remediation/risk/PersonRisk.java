package io.homeward.remediation.risk;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.risk.UserRisk;

/**
 * What risk-service says of a person.
 *
 * @param remediationApplied whether the remediation that was asked about is part of it
 */
public record PersonRisk(UserRisk risk, boolean remediationApplied) {
    public PersonRisk {
        requireNonNull(risk, "risk");
    }
}
