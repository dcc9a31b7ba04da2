package io.homeward.risk.profile;

import io.homeward.accessrules.place.IpRange;
import io.homeward.risk.intel.Agent;
import io.homeward.risk.signin.SignIn;
import java.time.Instant;
import java.util.Optional;

/**
 * An administrator confirmed a sign-in safe: for a while nothing is found in those like it, as far as it would be about familiarity, travel or an
 * address that hides who is behind it.
 *
 * @param network the operator's number; the neighbourhood of the address where nobody knew the operator
 * @param device the device's id; the families of system and browser where the source gave none
 * @param until sign-ins before that are like it
 */
public record Vouched(String network, String device, Instant until) {

    /** Empty where network or device is unknown: then no other is known to be like it. */
    public static Optional<Vouched> of(SignIn signIn, Instant until) {
        return network(signIn).flatMap(network -> device(signIn).map(device -> new Vouched(network, device, until)));
    }

    private static Optional<String> network(SignIn signIn) {
        long asn = Surroundings.asn(signIn);
        return asn == Accepted.UNKNOWN
                ? signIn.address().map(IpRange::around).map(IpRange::toString)
                : Optional.of("AS" + asn);
    }

    private static Optional<String> device(SignIn signIn) {
        if (!signIn.device().id().isEmpty()) {
            return Optional.of("id:" + signIn.device().id());
        }
        Agent agent = signIn.enrichment().agent();
        return agent.osFamily().isEmpty() && agent.browserFamily().isEmpty()
                ? Optional.empty()
                : Optional.of("families:" + agent.osFamily() + "/" + agent.browserFamily());
    }

    boolean like(Vouched other) {
        return network.equals(other.network) && device.equals(other.device);
    }

    boolean covers(SignIn signIn) {
        return signIn.at().isBefore(until)
                && of(signIn, until).filter(this::like).isPresent();
    }
}
