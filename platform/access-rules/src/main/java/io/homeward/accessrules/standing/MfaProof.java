package io.homeward.accessrules.standing;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** MFA was passed with this factor at this moment. */
public record MfaProof(SecondFactor factor, Instant at) {
    public MfaProof {
        requireNonNull(factor, "factor");
        requireNonNull(at, "at");
    }
}
