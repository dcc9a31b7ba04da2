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
 * <p>A source sprays when at least {@link Limits.Spray#names} names failed there, with at most {@link Limits.Spray#triesPerName} tries each on average (more is
 * guessing at names, see {@link GuessedPassword}), and the share of failing names is {@link Limits.Spray#surprise} or more decimal orders of magnitude
 * rarer than chance at ordinary sources. Nobody is accused who used that very address with success before the spray began.
 */
public final class PasswordSpray implements Detector {
    private final Limits.Spray limits;

    public PasswordSpray(Limits.Spray limits) {
        this.limits = limits;
    }

    /** A spray is held against passwords that were right at its source up to so long before it showed, or after. */
    public Duration afterwards() {
        return limits.afterwards();
    }

    /** The strongest sign of a spray among windows of one source, as an alert of the tenant. */
    public Optional<SourceAlert> alert(SignIn signIn, SourceActivity source, Instant at) {
        return signIn.address().flatMap(ip -> alert(ip, source, at));
    }

    /** The same at an address, whoever signs in. */
    public Optional<SourceAlert> alert(IpAddress ip, SourceActivity source, Instant at) {
        return source.counts(ip, at).stream()
                .filter(this::fits)
                .map(counts -> new SourceAlert(
                        SourceAlert.Kind.PASSWORD_SPRAY,
                        counts,
                        BetaBinomial.surprise(
                                counts.failing(), counts.failing() + counts.succeeding(), source.ordinary()),
                        at))
                .filter(alert -> alert.surprise() >= limits.surprise())
                .max(Comparator.comparingDouble(SourceAlert::surprise));
    }

    private boolean fits(SourceCounts counts) {
        return counts.failing() >= limits.names() && counts.attempts() <= limits.triesPerName() * counts.failing();
    }

    @Override
    public Optional<Finding> examine(Facts facts) {
        SignIn signIn = facts.signIn();
        if (!signIn.outcome().passwordRight()) {
            return Optional.empty();
        }
        // A late sign-in arrives when the spray around it has shown already.
        Instant afterwards = facts.source().latest(signIn.at().plus(limits.afterwards()));
        return alert(signIn, facts.source(), signIn.at())
                .or(() -> alert(signIn, facts.source(), afterwards))
                .flatMap(alert -> against(signIn, facts.source(), alert));
    }

    /** What a spray says about a sign-in from its source, before or after it has shown. */
    public Optional<Finding> against(SignIn signIn, SourceActivity source, SourceAlert spray) {
        long name = SourceActivity.key(signIn.userName());
        boolean familiar = signIn.address()
                .filter(ip -> source.succeededBefore(ip, name, spray.counts().since()))
                .isPresent();
        return familiar || !signIn.outcome().passwordRight() ? Optional.empty() : Optional.of(finding(spray, source));
    }

    private Finding finding(SourceAlert alert, SourceActivity source) {
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
                        "surprise", rounded(alert.surprise()),
                        "ordinaryA", rounded(source.ordinary().a()),
                        "ordinaryB", rounded(source.ordinary().b()),
                        "limitSurprise", limits.surprise()),
                "%d names failed from %s within %s, %d got in (surprise %.1f), and this password was right there"
                        .formatted(
                                counts.failing(),
                                counts.source().brief(),
                                told(counts.window()),
                                counts.succeeding(),
                                alert.surprise()));
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static String told(Duration window) {
        if (window.toDays() > 1) {
            return window.toDays() + " days";
        }
        return window.toHours() > 0 ? window.toHours() + " h" : window.toMinutes() + " minutes";
    }
}
