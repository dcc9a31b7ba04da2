package io.homeward.remediation.openid;

import io.homeward.accessrules.entry.Session.SessionMfa;
import io.homeward.accessrules.policy.MfaDemand;
import io.homeward.remediation.session.Session;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How well somebody was authenticated, in the values of {@code acr} and {@code acrs}; the weakest first. */
enum Assurance {
    /** One factor. */
    ONE_FACTOR("1"),
    /** A second factor in this session. */
    TWO_FACTORS("mfa"),
    /** One that cannot be relayed (OpenID Connect EAP ACR Values 1.0). */
    PHISHING_RESISTANT("phr");

    private final String acr;

    Assurance(String acr) {
        this.acr = acr;
    }

    String acr() {
        return acr;
    }

    static Assurance of(Session session) {
        Optional<SessionMfa> mfa = session.mfaAt().map(at -> SessionMfa.of(at, Set.copyOf(session.amr())));
        if (mfa.isEmpty()) {
            return ONE_FACTOR;
        }
        return mfa.get().phishingResistant() ? PHISHING_RESISTANT : TWO_FACTORS;
    }

    /** The second factor it takes. */
    Optional<MfaDemand> demand() {
        return switch (this) {
            case ONE_FACTOR -> Optional.empty();
            case TWO_FACTORS -> Optional.of(MfaDemand.ANY);
            case PHISHING_RESISTANT -> Optional.of(MfaDemand.PHISHING_RESISTANT);
        };
    }

    static List<String> supported() {
        return Stream.of(values()).map(Assurance::acr).toList();
    }

    /**
     * What is asked for: the first value that is known here, the claim before the parameter; empty where none is.
     *
     * @param acrs authentication contexts as a claims challenge names them: {@code c1} is a second factor, {@code c2} one that cannot be relayed
     */
    static Optional<Assurance> asked(Collection<String> acrValues, Collection<String> acrs) {
        return Stream.concat(acrs.stream(), acrValues.stream())
                .flatMap(value -> known(value).stream())
                .findFirst();
    }

    private static Optional<Assurance> known(String value) {
        return switch (value) {
            case "c1" -> Optional.of(TWO_FACTORS);
            case "c2" -> Optional.of(PHISHING_RESISTANT);
            default ->
                Stream.of(values()).filter(each -> each.acr.equals(value)).findFirst();
        };
    }
}
