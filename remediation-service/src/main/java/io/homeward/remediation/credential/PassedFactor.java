package io.homeward.remediation.credential;

import io.homeward.accessrules.entry.Session.SessionMfa;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.MfaProof;
import io.homeward.accessrules.standing.SecondFactor;
import io.homeward.remediation.session.Session;
import java.util.Optional;
import java.util.Set;

/** The factor that was passed in a session, as far as it is still there. */
public final class PassedFactor {
    private PassedFactor() {}

    public static Optional<MfaProof> of(Session session, Capability capability) {
        return session.mfaAt().flatMap(at -> {
            SessionMfa passed = SessionMfa.of(at, Set.copyOf(session.amr()));
            return capability.factors().stream()
                    .filter(factor -> is(factor, passed))
                    .findFirst()
                    .map(factor -> new MfaProof(factor, at));
        });
    }

    private static boolean is(SecondFactor factor, SessionMfa passed) {
        return passed.kind()
                .map(kind -> kind == factor.kind())
                .orElseGet(() -> passed.phishingResistant() && factor.phishingResistant());
    }
}
