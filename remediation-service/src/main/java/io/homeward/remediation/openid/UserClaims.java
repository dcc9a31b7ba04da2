package io.homeward.remediation.openid;

import io.homeward.remediation.directory.Person;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What is said of a person, by scope (OpenID Connect Core section 5.4). */
final class UserClaims {
    private UserClaims() {}

    static Map<String, String> of(Person person, Set<String> scopes) {
        var claims = new LinkedHashMap<String, String>();
        if (scopes.contains(Scopes.PROFILE)) {
            claims.put("name", person.displayName());
            claims.put("preferred_username", person.userPrincipalName());
        }
        if (scopes.contains(Scopes.EMAIL)) {
            person.mail().ifPresent(address -> claims.put("email", address));
        }
        return claims;
    }
}
