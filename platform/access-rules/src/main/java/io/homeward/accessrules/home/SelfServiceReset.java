package io.homeward.accessrules.home;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.Rule;
import io.homeward.accessrules.risk.Remediation;

/** What a forgotten password comes to, by the facts of the sign-in in which it was forgotten. */
public sealed interface SelfServiceReset {

    /** H10, accounts whose password is not changed here, and tenants that do not let their people do it (H9). */
    record NotOffered(Rule rule) implements SelfServiceReset {
        public NotOffered {
            requireNonNull(rule, "rule");
        }
    }

    /** The password changes and the risk stays. */
    record ChangesPassword() implements SelfServiceReset {}

    /** H8 would have been offered and its MFA was passed. */
    record Remediates(Remediation remediation) implements SelfServiceReset {
        public Remediates {
            requireNonNull(remediation, "remediation");
        }
    }

    /** @param facts of the sign-in in which it was forgotten, with what has been proven; the first factor need not be */
    static SelfServiceReset decide(HomeSignIn facts) {
        var demands = Demands.of(facts);
        if (demands.blocksAccount(facts)) {
            return new NotOffered(Rule.H10);
        }
        if (!facts.capability().changesPassword(facts.rules())) {
            return new NotOffered(Rule.H9);
        }
        return demands.secureChange()
                        && demands.secureChangeRemediates()
                        && facts.grant().interactive()
                        && new Proofs(facts, demands, facts.progress().began()).answersRisk()
                ? new Remediates(Remediation.bySecurePasswordReset())
                : new ChangesPassword();
    }
}
