package io.homeward.risk.detection;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.intel.AddressFlag;
import io.homeward.risk.intel.Flagged;
import io.homeward.risk.signin.SignIn;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code attackerinTheMiddle}: somebody signed in through a relay in a data centre, and within a minute the session it was given is used from another
 * address by what calls itself the same browser: so do kits that pass on everything, the second factor too. High.
 *
 * <p>Silent where the data centre is the tenant's own exit (colleagues come from there, or the tenant trusts the place): then a VPN was switched off.
 */
public final class AttackerInTheMiddle implements Detector {
    private final Limits.Relay limits;
    private final Limits.Travel travel;

    public AttackerInTheMiddle(Limits.Relay limits, Limits.Travel travel) {
        this.limits = limits;
        this.travel = travel;
    }

    @Override
    public Optional<Finding> examine(Facts facts) {
        SignIn use = facts.signIn();
        if (!use.usesSession() || facts.around().issueColleagues() >= travel.colleagues()) {
            return Optional.empty();
        }
        return facts.around().issue().filter(issue -> replayed(issue, use)).flatMap(issue -> issue.enrichment()
                .flagged(AddressFlag.HOSTING)
                .map(hosting -> finding(issue, use, hosting)));
    }

    private boolean replayed(SignIn issue, SignIn use) {
        Duration after = Duration.between(issue.at(), use.at());
        String agent = use.device().userAgent();
        return !after.isNegative()
                && after.compareTo(limits.within()) <= 0
                && !issue.enrichment().trusted()
                && use.address().isPresent()
                && issue.address().isPresent()
                && !use.address().equals(issue.address())
                && !agent.isEmpty()
                && agent.equals(issue.device().userAgent());
    }

    private Finding finding(SignIn issue, SignIn use, Flagged hosting) {
        String there = issue.address().map(IpAddress::toString).orElse("");
        String here = use.address().map(IpAddress::toString).orElse("");
        long seconds = Duration.between(issue.at(), use.at()).toSeconds();
        Map<String, Object> evidence = new HashMap<>(hosting.evidence(there, issue.at()));
        evidence.put("session", use.session().id());
        evidence.put("issuedAt", issue.at().toString());
        evidence.put("usedFrom", here);
        evidence.put("seconds", seconds);
        evidence.put("limitWithin", limits.within().toString());
        return new Finding(
                DetectionType.ATTACKER_IN_THE_MIDDLE,
                RiskLevel.HIGH,
                evidence,
                "The session issued to %s, in a data centre (%s), was used from %s by the same user agent %d seconds later"
                        .formatted(there, hosting.edition().name(), here, seconds));
    }
}
