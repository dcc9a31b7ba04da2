package io.homeward.risk.familiarity.budget;

import io.homeward.risk.familiarity.Level;
import io.homeward.risk.familiarity.Observation;
import io.homeward.risk.familiarity.Profile;
import io.homeward.risk.familiarity.Tuning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Everything an assessment depends on, besides the model. Kept with it; {@link GroundsCodec} writes and reads it without loss.
 *
 * @param learning whether the person is too new for the statistics to speak
 * @param infrastructure whether something is known against the address
 * @param vouched whether an administrator confirmed a sign-in like this one safe, so that statistics raise nothing; findings about familiarity,
 *     travel and hiding addresses are not among the findings then
 */
public record Grounds(
        Observation observation,
        boolean learning,
        boolean infrastructure,
        List<Finding> findings,
        Thresholds thresholds,
        boolean vouched) {
    public Grounds {
        findings = List.copyOf(findings);
    }

    /** Whether statistics may speak: of somebody who has habits, in a network that can be placed. */
    public boolean sufficient() {
        return !learning && placed();
    }

    /** The same in other thresholds. */
    public Grounds with(Thresholds others) {
        return new Grounds(observation, learning, infrastructure, findings, others, vouched);
    }

    /**
     * The same without one detector's finding.
     *
     * @param listed whether something is known against the address without it
     */
    public Grounds without(String detector, boolean listed) {
        List<Finding> left =
                findings.stream().filter(each -> !each.name().equals(detector)).toList();
        boolean others = left.stream()
                .anyMatch(each -> each instanceof Finding.Weight one && one.group() == Finding.Group.INFRASTRUCTURE);
        return new Grounds(observation, learning, infrastructure && (listed || others), left, thresholds, vouched);
    }

    /** A new address says little where neither its country nor its operator can be told from the usual ones. */
    public boolean placed() {
        return observation.at(Level.COUNTRY).standing().speaks()
                || observation.at(Level.ASN).standing().speaks();
    }

    /**
     * Whether too little is known of somebody to call anything unfamiliar: until five days and five sign-ins, or ten sign-ins. His very first are then
     * nothing to raise anybody by, imported or not.
     */
    public static boolean learning(Profile profile, Instant at, Tuning tuning) {
        Tuning.Scale scale = tuning.scale();
        if (profile.signIns() >= scale.learnt()) {
            return false;
        }
        boolean longEnough = profile.first()
                .map(first -> !first.plus(Duration.ofDays(scale.learningDays())).isAfter(at))
                .orElse(false);
        return profile.signIns() < scale.learningSignIns() || !longEnough;
    }
}
