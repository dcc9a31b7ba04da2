package io.homeward.remediation.openid;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The scopes of an issuer: OpenID's, and its own, which is everything the audience grants the holder. */
final class Scopes {
    static final String OPENID = "openid";
    static final String PROFILE = "profile";
    static final String EMAIL = "email";
    static final String OFFLINE = "offline_access";

    private static final Set<String> OPENIDS = Set.of(OPENID, PROFILE, EMAIL, OFFLINE);

    private Scopes() {}

    /**
     * What is granted of what is asked. A word that means nothing here is left out (OpenID Connect Core section 3.1.2.1), and the answer says so.
     *
     * @return empty where the scope of another API is asked for
     */
    static Optional<Set<String>> granted(String asked, Issuer issuer) {
        var granted = new LinkedHashSet<String>();
        for (String scope : asked.split(" ")) {
            if (OPENIDS.contains(scope) || scope.equals(issuer.scope())) {
                granted.add(scope);
            } else if (scope.contains("/")) {
                return Optional.empty();
            }
        }
        return Optional.of(granted);
    }

    static Set<String> without(Set<String> scopes, String one) {
        var rest = new LinkedHashSet<>(scopes);
        rest.remove(one);
        return rest;
    }

    static Set<String> of(String text) {
        return new LinkedHashSet<>(Arrays.asList(text.split(" ")));
    }
}
