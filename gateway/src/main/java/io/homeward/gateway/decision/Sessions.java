package io.homeward.gateway.decision;

import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.entry.Session;
import io.homeward.accessrules.entry.Session.SessionMfa;
import io.homeward.accessrules.entry.Session.TokenOf;
import io.homeward.gateway.entry.PublicCaller;
import java.util.Optional;

/** What a token says about the session behind it, in the words of the law. */
final class Sessions {
    private Sessions() {}

    static Session of(PublicCaller.Person caller) {
        return new Session(
                caller.began(),
                caller.mfaAt().map(at -> SessionMfa.of(at, caller.amr())),
                false,
                grant(caller),
                caller.scored(),
                Optional.of(caller.authTime()),
                caller.signInRisk(),
                caller.actor().isPresent() ? TokenOf.PORTAL_FOR_PERSON : TokenOf.PERSON);
    }

    /** A token for another tenant than the home comes by exchange of a home token, and by nothing else. */
    private static GrantKind grant(PublicCaller.Person caller) {
        if (caller.deviceCode()) {
            return GrantKind.DEVICE_CODE;
        }
        return caller.isMember() ? GrantKind.INTERACTIVE : GrantKind.EXCHANGE_OF_HOME_TOKEN;
    }
}
