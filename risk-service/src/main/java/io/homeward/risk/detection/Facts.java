package io.homeward.risk.detection;

import io.homeward.intel.Intelligence;
import io.homeward.risk.profile.Around;
import io.homeward.risk.profile.Attacked;
import io.homeward.risk.profile.History;
import io.homeward.risk.profile.SourceActivity;
import io.homeward.risk.signin.SignIn;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Everything one sign-in is judged by.
 *
 * @param history of the person, before this sign-in
 * @param source the activity around the sign-in's address, this sign-in included
 * @param known what the files about addresses say, for the addresses of earlier sign-ins
 * @param around what the tenant has seen of its session, network, browser and issuer
 * @param attacked how often others with the same things were confirmed to be compromised
 * @param unlikeIssue of a use of a session: how unlike the sign-in that issued it, as a log-likelihood ratio with that one as the only past
 * @param campaigns of guessing from many addresses that the tenant has lately seen
 */
public record Facts(
        SignIn signIn,
        History history,
        SourceActivity source,
        Intelligence known,
        Around around,
        Attacked attacked,
        OptionalDouble unlikeIssue,
        List<Campaign> campaigns) {
    public Facts {
        campaigns = List.copyOf(campaigns);
    }

    /** Of a sign-in with nothing around it. */
    public Facts(SignIn signIn, History history, SourceActivity source, Intelligence known) {
        this(signIn, history, source, known, Around.NOTHING, Attacked.NEVER, OptionalDouble.empty(), List.of());
    }
}
