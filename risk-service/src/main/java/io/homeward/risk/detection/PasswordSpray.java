package io.homeward.risk.detection;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.profile.SourceActivity;
import io.homeward.risk.profile.SourceAlert;
import io.homeward.risk.profile.SourceCounts;
import io.homeward.risk.signin.SignIn;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * {@code passwordSpray}: a source at which far more names fail than at an ordinary one has given the right password of this person. High, since
 * whoever sprays now knows it.
 *
 * <p>A source sprays when at least {@link #NAMES} names failed there, with at most {@link #TRIES_PER_NAME} tries each on average (more is
 * guessing at names, see {@link GuessedPassword}), and the share of failing names is {@link #SURPRISE} or more decimal orders of magnitude
 * rarer than chance at ordinary sources. Nobody is accused who used that very address with success before the spray began.
 */
public final class PasswordSpray implements Detector {
    static final int NAMES = 5;
    static final int TRIES_PER_NAME = 8;
    static final double SURPRISE = 6;

    /** A spray is held against passwords that were right at its source up to so long before it showed, or after. */
    public static final Duration AFTERWARDS = Duration.ofHours(24);

    /** The strongest sign of a spray among windows of one source, as an alert of the tenant. */
    public static Optional<SourceAlert> alert(SignIn signIn, SourceActivity source, Instant at) {
        return signIn.address().flatMap(ip -> alert(ip, source, at));
    }

    /** The same at an address, whoever signs in. */
    public static Optional<SourceAlert> alert(IpAddress ip, SourceActivity source, Instant at) {
        return source.counts(ip, at).stream()
                .filter(PasswordSpray::fits)
                .map(counts -> new SourceAlert(
                        SourceAlert.Kind.PASSWORD_SPRAY,
                        counts,
                        BetaBinomial.surprise(counts.failing(), counts.failing() + counts.succeeding()),
                        at))
                .filter(alert -> alert.surprise() >= SURPRISE)
                .max(Comparator.comparingDouble(SourceAlert::surprise));
    }

    private static boolean fits(SourceCounts counts) {
        return counts.failing() >= NAMES && counts.attempts() <= TRIES_PER_NAME * counts.failing();
    }

    @Override
    public Optional<Finding> examine(Facts facts) {
        SignIn signIn = facts.signIn();
        if (!signIn.outcome().passwordRight()) {
            return Optional.empty();
        }
        // A late sign-in arrives when the spray around it has shown already.
        Instant afterwards = facts.source().latest(signIn.at().plus(AFTERWARDS));
        return alert(signIn, facts.source(), signIn.at())
                .or(() -> alert(signIn, facts.source(), afterwards))
                .flatMap(alert -> against(signIn, facts.source(), alert));
    }

    /** What a spray says about a sign-in from its source, before or after it has shown. */
    public static Optional<Finding> against(SignIn signIn, SourceActivity source, SourceAlert spray) {
        long name = SourceActivity.key(signIn.userName());
        boolean familiar = signIn.address()
                .filter(ip -> source.succeededBefore(ip, name, spray.counts().since()))
                .isPresent();
        return familiar || !signIn.outcome().passwordRight() ? Optional.empty() : Optional.of(finding(spray));
    }

    private static Finding finding(SourceAlert alert) {
        SourceCounts counts = alert.counts();
        return new Finding(
                DetectionType.PASSWORD_SPRAY,
                RiskLevel.HIGH,
                Map.of(
                        "source", counts.source().brief(),
                        "window", counts.window().toString(),
                        "failing", counts.failing(),
                        "succeeding", counts.succeeding(),
                        "attempts", counts.attempts(),
                        "surprise", Math.round(alert.surprise() * 10) / 10.0),
                "%d names failed from %s within %s, %d got in (surprise %.1f), and this password was right there"
                        .formatted(
                                counts.failing(),
                                counts.source().brief(),
                                told(counts.window()),
                                counts.succeeding(),
                                alert.surprise()));
    }

    private static String told(Duration window) {
        if (window.toDays() > 1) {
            return window.toDays() + " days";
        }
        return window.toHours() > 0 ? window.toHours() + " h" : window.toMinutes() + " minutes";
    }
}
