package io.homeward.accessrules.review;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.PolicyId;
import io.homeward.accessrules.policy.Mentions;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.standing.Capability;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the rules alone do not say.
 *
 * @param administrators everybody who could change the rules: the Global Administrators
 * @param breakGlass the accounts kept for emergencies, as far as the directory has them
 * @param known of what the policies name, what there is
 * @param reportOnlyFor for how long policies have been in report-only mode
 */
public record LintFacts(
        List<Administrator> administrators,
        List<Subject> breakGlass,
        Mentions known,
        Map<PolicyId, Duration> reportOnlyFor) {
    public LintFacts {
        administrators = List.copyOf(administrators);
        breakGlass = List.copyOf(breakGlass);
        requireNonNull(known, "known");
        reportOnlyFor = Map.copyOf(reportOnlyFor);
    }

    /** @param capability empty where it is not known: then nothing he would need is held against him */
    public record Administrator(Subject subject, Optional<Capability> capability) {
        public Administrator {
            requireNonNull(subject, "subject");
            requireNonNull(capability, "capability");
        }
    }
}
