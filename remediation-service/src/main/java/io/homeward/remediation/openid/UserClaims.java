package io.homeward.remediation.openid;

import io.homeward.remediation.directory.Person;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What is said of a person, by scope and by name (OpenID Connect Core sections 5.4 and 5.5). */
final class UserClaims {
    private UserClaims() {}

    /** @param named asked for one by one */
    static Map<String, String> of(Person person, Set<String> scopes, Set<String> named) {
        boolean profile = scopes.contains(Scopes.PROFILE);
        boolean email = scopes.contains(Scopes.EMAIL);
        var claims = new LinkedHashMap<String, String>();
        if (profile || named.contains("name")) {
            claims.put("name", person.displayName());
        }
        if (profile || named.contains("preferred_username")) {
            claims.put("preferred_username", person.userPrincipalName());
        }
        if (email || named.contains("email")) {
            person.mail().ifPresent(address -> claims.put("email", address));
        }
        return claims;
    }
}
