package io.homeward.remediation.openid;

import io.homeward.remediation.directory.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What is said of a person, by scope and by name (OpenID Connect Core sections 5.1, 5.4 and 5.5). */
final class UserClaims {
    static final List<String> NAMES = List.of("name", "preferred_username", "locale", "email", "email_verified");

    private UserClaims() {}

    /** @param named asked for one by one */
    static Map<String, Object> of(Person person, Set<String> scopes, Set<String> named) {
        boolean profile = scopes.contains(Scopes.PROFILE);
        boolean email = scopes.contains(Scopes.EMAIL);
        var claims = new LinkedHashMap<String, Object>();
        if (profile || named.contains("name")) {
            claims.put("name", person.displayName());
        }
        if (profile || named.contains("preferred_username")) {
            claims.put("preferred_username", person.userPrincipalName());
        }
        if (profile || named.contains("locale")) {
            person.preferredLanguage().ifPresent(language -> claims.put("locale", language));
        }
        if (email || named.contains("email")) {
            person.mail().ifPresent(address -> claims.put("email", address));
        }
        if (email || named.contains("email_verified")) {
            person.mail().ifPresent(address -> claims.put("email_verified", inDomainOf(person, address)));
        }
        return claims;
    }

    /**
     * His organisation can vouch for addresses of its own domains, and user names are in none but those. Any other address was typed by an
     * administrator, who could as well have typed that of somebody elsewhere to be taken for him.
     */
    private static boolean inDomainOf(Person person, String address) {
        return domain(address).equals(domain(person.userPrincipalName()));
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }
}
