package io.homeward.remediation.openid;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The {@code claims} parameter as far as it is heeded: what the access token has to say (a claims challenge comes back this way), and what the ID
 * token should.
 *
 * @param acrs authentication contexts, any of which will do
 * @param notBefore the first factor has to be younger
 * @param challenges the application understands claims challenges ({@code xms_cc: cp1})
 * @param idToken names of claims that are wanted in the ID token
 * @param userinfo names of claims that are wanted at the userinfo endpoint
 */
public record ClaimsAsked(
        List<String> acrs,
        Optional<Instant> notBefore,
        boolean challenges,
        List<String> idToken,
        List<String> userinfo) {
    static final ClaimsAsked NONE = new ClaimsAsked(List.of(), Optional.empty(), false, List.of(), List.of());

    public ClaimsAsked {
        acrs = List.copyOf(acrs);
        idToken = List.copyOf(idToken);
        userinfo = List.copyOf(userinfo);
    }
}
