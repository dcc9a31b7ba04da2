package io.homeward.risk.profile;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.risk.signin.Place;
import io.homeward.risk.signin.SignIn;
import java.time.Instant;
import java.util.Optional;

/** An accepted sign-in, as far as later ones are compared with it. */
public record Accepted(Instant at, Optional<IpAddress> address, Place place, String deviceId) {
    static Accepted of(SignIn signIn) {
        return new Accepted(
                signIn.at(), signIn.address(), signIn.place(), signIn.device().id());
    }
}
