package io.homeward.tenant.policy;

import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;

/**
 * Who signs the present request's change of the rules, with what its headers say beside it: {@code Homeward-Reason} (text, percent-encoded
 * where it is not ASCII, at most {@value #LONGEST} characters) and {@code Prefer: homeward.allow-lockout}.
 */
@RequestScoped
public class Authorship {
    public static final String REASON = "Homeward-Reason";
    public static final String ALLOW_LOCKOUT = "homeward.allow-lockout";
    private static final int LONGEST = 500;

    private final CurrentVertxRequest current;
    private final Clock clock;

    Authorship(CurrentVertxRequest current, Clock clock) {
        this.current = current;
        this.clock = clock;
    }

    /** @throws Refusal {@link Fault#INVALID} where the reason is too long or no text */
    public Author of(Authority authority) {
        Author author = Author.of(authority, clock.instant()).because(reason());
        return allowsLockout() ? author.acceptingLockout() : author;
    }

    private Optional<String> reason() {
        return Optional.ofNullable(request().getHeader(REASON))
                .map(Authorship::decoded)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> {
                    if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
                        throw new Refusal(
                                Fault.INVALID, "%s is one line of at most %d characters.".formatted(REASON, LONGEST));
                    }
                    return text;
                });
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a percent sign that means itself
        }
    }

    private boolean allowsLockout() {
        return request().headers().getAll("Prefer").stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .anyMatch(preference -> preference.strip().equalsIgnoreCase(ALLOW_LOCKOUT));
    }

    private HttpServerRequest request() {
        return current.getCurrent().request();
    }
}
