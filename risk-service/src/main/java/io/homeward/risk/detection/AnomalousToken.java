package io.homeward.risk.detection;

import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.intel.Network;
import io.homeward.risk.intel.Agent;
import io.homeward.risk.signin.SignIn;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code anomalousToken}: a session is used from elsewhere than it was issued. Every use is held against the issuing sign-in as its only past.
 * Medium where network and device are both others, or a program goes on with what a browser was given; low where the two are otherwise unlike. What
 * is not known on both sides tells nothing, and a registered device may roam as it likes.
 *
 * <p>How long sessions of the tenant usually live is not held against them: it would take a record of every session, and the policies that limit
 * sessions are the better answer.
 */
public final class AnomalousToken implements Detector {
    /** Device classes and families of what no person browses with. */
    private static final Set<String> PROGRAMS = Set.of("bot", "program");

    /** As much as a journey hardly anybody makes. */
    private static final double LEAST = 1.5;

    private final Limits.Token limits;

    public AnomalousToken(Limits.Token limits) {
        this.limits = limits;
    }

    @Override
    public Optional<Finding> examine(Facts facts) {
        SignIn use = facts.signIn();
        return use.usesSession()
                ? facts.around().issue().flatMap(issue -> examine(use, issue, facts))
                : Optional.empty();
    }

    private Optional<Finding> examine(SignIn use, SignIn issue, Facts facts) {
        double unlike = facts.unlikeIssue().orElse(0);
        boolean sameDevice = same(use.device().id(), issue.device().id());
        boolean program = programmatic(use) && !programmatic(issue) && browses(issue);
        boolean elsewhere = otherNetwork(use, issue) && otherDevice(use, issue);
        if (program || (elsewhere && !sameDevice)) {
            return Optional.of(finding(
                    use,
                    issue,
                    unlike,
                    RiskLevel.MEDIUM,
                    program ? "by a program" : "by another device in another network"));
        }
        boolean odd =
                unlike >= limits.unlike() && !sameDevice && !use.enrichment().trusted();
        return odd
                ? Optional.of(finding(use, issue, unlike, RiskLevel.LOW, "unlike where it was issued"))
                : Optional.empty();
    }

    /** What a finding of this kind adds to the score. */
    public static double weight(Finding finding) {
        return finding.evidence().get("weight") instanceof Double weight ? weight : LEAST;
    }

    /** From the least to twice that, by how unlike the two are. */
    private double weight(double unlike) {
        return LEAST * (1 + Math.clamp((unlike - limits.unlike()) / (limits.most() - limits.unlike()), 0, 1));
    }

    private Finding finding(SignIn use, SignIn issue, double unlike, RiskLevel level, String how) {
        Map<String, Object> evidence = new HashMap<>();
        evidence.put("session", use.session().id());
        evidence.put("issuedAt", issue.at().toString());
        evidence.put("issuedTo", from(issue));
        evidence.put("usedFrom", from(use));
        evidence.put("unlike", Math.round(unlike * 1000) / 1000.0);
        evidence.put("weight", Math.round(weight(unlike) * 1000) / 1000.0);
        evidence.put("limitUnlike", limits.unlike());
        evidence.put("limitMost", limits.most());
        return new Finding(
                DetectionType.ANOMALOUS_TOKEN,
                level,
                evidence,
                "A session that was issued to %s was used %s, from %s, %d minutes later"
                        .formatted(
                                from(issue),
                                how,
                                from(use),
                                Duration.between(issue.at(), use.at()).toMinutes()));
    }

    private static String from(SignIn signIn) {
        String network = signIn.enrichment()
                .network()
                .map(known -> " (AS%d %s)".formatted(known.asn(), known.organisation()))
                .orElse("");
        return signIn.address().map(Object::toString).orElse("an unknown address") + network;
    }

    private static boolean otherNetwork(SignIn use, SignIn issue) {
        Optional<Long> here = use.enrichment().network().map(Network::asn);
        Optional<Long> there = issue.enrichment().network().map(Network::asn);
        return here.isPresent()
                && there.isPresent()
                && !here.equals(there)
                && !use.enrichment().trusted();
    }

    private static boolean otherDevice(SignIn use, SignIn issue) {
        if (!use.device().id().isEmpty() && !issue.device().id().isEmpty()) {
            return !use.device().id().equals(issue.device().id());
        }
        List<String> here = families(use);
        List<String> there = families(issue);
        return !here.contains("") && !there.contains("") && !here.equals(there);
    }

    private static List<String> families(SignIn signIn) {
        Agent agent = signIn.enrichment().agent();
        return List.of(agent.osFamily(), agent.browserFamily());
    }

    private static boolean same(String one, String other) {
        return !one.isEmpty() && one.equals(other);
    }

    private static boolean programmatic(SignIn signIn) {
        return PROGRAMS.contains(signIn.enrichment().agent().deviceClass());
    }

    private static boolean browses(SignIn signIn) {
        return !signIn.enrichment().agent().browserFamily().isEmpty();
    }
}
