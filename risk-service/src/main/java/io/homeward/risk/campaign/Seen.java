package io.homeward.risk.campaign;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.place.IpRange;
import io.homeward.risk.detection.StrangeTry;
import io.homeward.risk.profile.SourceActivity;
import io.homeward.risk.signin.Outcome;
import io.homeward.risk.signin.SignIn;
import java.time.Instant;
import java.util.Optional;

/**
 * A sign-in that was taken in, as far as campaigns are concerned.
 *
 * @param tried as if it were strange, which is not known yet
 * @param asn 0 where nobody knows the network
 * @param bears whether what is found in it bears on the person's risk
 */
record Seen(
        StrangeTry tried,
        long asn,
        Optional<PersonId> person,
        String userName,
        String agentText,
        String eventId,
        Instant at,
        boolean bears) {
    private static final int LONGEST_AGENT = 200;

    /** Empty where its address says nothing, the tenant trusts the place, or no secret was tried. */
    static Optional<Seen> of(SignIn signIn, boolean bears) {
        boolean evaluable =
                signIn.enrichment().evaluable() && !signIn.enrichment().trusted() && !signIn.usesSession();
        if (!evaluable || signIn.outcome().kind() == Outcome.Kind.OTHER) {
            return Optional.empty();
        }
        String agent = StrangeTry.agentText(signIn);
        return signIn.address()
                .map(ip -> new Seen(
                        new StrangeTry(
                                SourceActivity.bucket(signIn.at()),
                                SourceActivity.key(signIn.userName()),
                                StrangeTry.network(signIn, ip),
                                IpRange.around(ip),
                                StrangeTry.agent(agent),
                                signIn.enrichment().hides(),
                                signIn.outcome().credentialsRight()
                                        ? 0
                                        : signIn.outcome().errorCode(),
                                signIn.attempts()),
                        signIn.enrichment().network().map(known -> known.asn()).orElse(0L),
                        signIn.person(),
                        signIn.userName(),
                        agent.substring(0, Math.min(agent.length(), LONGEST_AGENT)),
                        signIn.id(),
                        signIn.at(),
                        bears));
    }

    boolean right() {
        return tried.right();
    }
}
