package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/** What may be saved and is probably not meant, of one policy by itself. Of all rules of a tenant see {@code review.RulesLint}. */
public final class PolicyLint {

    private PolicyLint() {}

    public enum Kind {
        /** H19: MFA alone lets a person at risk in and leaves the risk open for ever. */
        MFA_ALONE_CLOSES_NO_USER_RISK,
        /** An enabled policy that concerns nobody. */
        CONCERNS_NOBODY,
        /** An enabled block of everyone without exclusion: no account is left to undo it. */
        BLOCKS_EVERYONE
    }

    /** @param message for the administrator */
    public record Remark(Kind kind, String message) {
        public Remark {
            requireNonNull(kind, "kind");
            requireNonNull(message, "message");
        }
    }

    public static List<Remark> remarks(Policy policy) {
        var found = new ArrayList<Remark>();
        if (policy.aboutUserRisk()
                && policy.grant().demands(Control.MFA)
                && !policy.grant().demands(Control.PASSWORD_CHANGE)) {
            found.add(
                    new Remark(
                            Kind.MFA_ALONE_CLOSES_NO_USER_RISK,
                            "MFA alone lets people at risk in, but their risk stays open. Add passwordChange, so that they can close it."));
        }
        if (policy.people().include().empty()) {
            found.add(new Remark(Kind.CONCERNS_NOBODY, "This policy includes nobody."));
        }
        if (policy.blocksEveryoneAlways()) {
            found.add(new Remark(
                    Kind.BLOCKS_EVERYONE,
                    "This policy blocks everyone always. Exclude the account you keep for emergencies."));
        }
        return List.copyOf(found);
    }
}
