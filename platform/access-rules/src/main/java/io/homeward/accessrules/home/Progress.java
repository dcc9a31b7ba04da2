package io.homeward.accessrules.home;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.standing.MfaProof;
import java.time.Instant;
import java.util.Optional;

/**
 * What has been proven in this flow so far. Grows with every step; {@link HomeRules#decide} is asked again after each.
 *
 * @param began when this flow began; a factor registered since is new to it, and only MFA passed since is fresh
 * @param firstFactorPassed the right password, or a passkey; nothing about the account is said before
 * @param mfa the last MFA passed in this session, also before this flow
 * @param challengeFailed the last challenge failed, expired or was abandoned (H16)
 * @param passwordChangedAt when a new password was set in this flow
 * @param registrationSkipped the person skipped a registration that may be skipped
 */
public record Progress(
        Instant began,
        boolean firstFactorPassed,
        Optional<MfaProof> mfa,
        boolean challengeFailed,
        Optional<Instant> passwordChangedAt,
        boolean registrationSkipped) {
    public Progress {
        requireNonNull(began, "began");
        requireNonNull(mfa, "mfa");
        requireNonNull(passwordChangedAt, "passwordChangedAt");
    }

    /** A flow of which nothing is proven yet. */
    public static Progress beginning(Instant began) {
        return new Progress(began, false, Optional.empty(), false, Optional.empty(), false);
    }

    public Progress firstFactor() {
        return new Progress(began, true, mfa, challengeFailed, passwordChangedAt, registrationSkipped);
    }

    /** MFA passed; an earlier failure is forgiven. */
    public Progress passed(MfaProof proof) {
        return new Progress(
                began, firstFactorPassed, Optional.of(proof), false, passwordChangedAt, registrationSkipped);
    }

    public Progress failed() {
        return new Progress(began, firstFactorPassed, mfa, true, passwordChangedAt, registrationSkipped);
    }

    public Progress passwordChanged(Instant at) {
        return new Progress(began, firstFactorPassed, mfa, challengeFailed, Optional.of(at), registrationSkipped);
    }

    public Progress skipped() {
        return new Progress(began, firstFactorPassed, mfa, challengeFailed, passwordChangedAt, true);
    }
}
