package io.homeward.risk.detection;

import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.profile.Around;
import io.homeward.risk.signin.SignIn;
import java.util.Map;
import java.util.Optional;

/**
 * {@code suspiciousBrowser}: one browser signs in as many people of the tenant within a day. Medium. Silent where many others of the tenant come from
 * the same network (a reception desk, a laboratory) or at a place the tenant trusts, and at private and unknown addresses, which may be either.
 *
 * <p>Browsers are not compared across tenants, not even by a keyed hash: that a browser was seen in two others would tell one tenant something about
 * them, which nothing may (invariant 8).
 */
public final class SuspiciousBrowser implements Detector {
    private final Limits.Browser limits;
    private final Limits.Travel travel;

    public SuspiciousBrowser(Limits.Browser limits, Limits.Travel travel) {
        this.limits = limits;
        this.travel = travel;
    }

    @Override
    public Optional<Finding> examine(Facts facts) {
        SignIn signIn = facts.signIn();
        Around.SharedBrowser browser = facts.around().browser();
        boolean excused = !signIn.enrichment().evaluable()
                || signIn.enrichment().trusted()
                || facts.around().colleagues() >= travel.colleagues();
        if (signIn.session().browser().isEmpty() || browser.people() < limits.people() || excused) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                DetectionType.SUSPICIOUS_BROWSER,
                RiskLevel.MEDIUM,
                Map.of(
                        "people", browser.people(),
                        "addresses", browser.addresses(),
                        "within", limits.within().toString(),
                        "limitPeople", limits.people()),
                "%d people of the tenant signed in with this one browser within %d hours, from %d addresses"
                        .formatted(browser.people(), limits.within().toHours(), browser.addresses())));
    }
}
