package io.homeward.risk.detection;

import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.profile.SourceActivity;
import io.homeward.risk.profile.SourceAlert;
import io.homeward.risk.profile.SourceCounts;
import io.homeward.risk.signin.SignIn;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Brute force: an address that failed more than {@link Limits.Guessing#tries} times for one name within a day has then given that name's password. The public
 * vocabulary has no word of its own for it; {@code maliciousIPAddress} is an address with a high rate of invalid credentials, which fits.
 *
 * <p>Medium, because people who forget their password do the same; nobody is accused at an address that had let him in before.
 */
public final class GuessedPassword implements Detector {
    private final Limits.Guessing limits;

    public GuessedPassword(Limits.Guessing limits) {
        this.limits = limits;
    }

    /** The tenant's alert about an address that guesses at one name. */
    public Optional<SourceAlert> alert(SignIn signIn, SourceActivity source, Instant at) {
        long name = SourceActivity.key(signIn.userName());
        return signIn.address()
                .flatMap(ip -> source.guesses(ip, name, at))
                .filter(counts -> counts.attempts() > limits.tries())
                .map(counts -> new SourceAlert(SourceAlert.Kind.BRUTE_FORCE, counts, 0, at));
    }

    @Override
    public Optional<Finding> examine(Facts facts) {
        SignIn signIn = facts.signIn();
        if (!signIn.outcome().passwordRight()) {
            return Optional.empty();
        }
        long name = SourceActivity.key(signIn.userName());
        return alert(signIn, facts.source(), signIn.at())
                .map(SourceAlert::counts)
                .filter(counts -> signIn.address()
                        .filter(ip -> facts.source().succeededBefore(ip, name, counts.since()))
                        .isEmpty())
                .map(this::finding);
    }

    private Finding finding(SourceCounts counts) {
        return new Finding(
                DetectionType.MALICIOUS_IP_ADDRESS,
                RiskLevel.MEDIUM,
                Map.of(
                        "source", counts.source().brief(),
                        "window", counts.window().toString(),
                        "attempts", counts.attempts(),
                        "limitTries", limits.tries()),
                "%s failed %d times for this name within a day, and then gave the right password"
                        .formatted(counts.source().brief(), counts.attempts()));
    }
}
