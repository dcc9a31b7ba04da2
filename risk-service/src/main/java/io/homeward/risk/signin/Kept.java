package io.homeward.risk.signin;

import io.homeward.accessrules.risk.RiskLevel;
import java.util.List;
import java.util.Optional;

/**
 * A sign-in as it is kept.
 *
 * @param reasons why the level is what it is, in words
 * @param engine which version of the engine gave the level
 * @param learned whether the person's profile has learned from it
 */
public record Kept(
        SignIn signIn, RiskLevel level, List<String> reasons, String engine, Optional<Mfa> mfa, boolean learned) {

    /** What became of the second factor, where it was asked for. */
    public enum Mfa {
        PASSED,
        FAILED
    }
}
