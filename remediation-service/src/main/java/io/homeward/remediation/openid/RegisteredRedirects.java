package io.homeward.remediation.openid;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an address is one that an application has registered: letter by letter (RFC 9700 section 2.1). Only of a loopback address the port may
 * be another, since a program on somebody's machine takes the one it gets (RFC 8252 section 7.3).
 */
final class RegisteredRedirects {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private RegisteredRedirects() {}

    static Optional<URI> find(Collection<String> registered, String asked) {
        return registered.stream().anyMatch(each -> each.equals(asked) || sameButForThePort(each, asked))
                ? uri(asked)
                : Optional.empty();
    }

    private static boolean sameButForThePort(String registered, String asked) {
        Optional<URI> known = uri(registered).filter(RegisteredRedirects::loopback);
        Optional<URI> given = uri(asked).filter(RegisteredRedirects::loopback);
        return known.isPresent()
                && given.isPresent()
                && known.get().getHost().equals(given.get().getHost())
                && Objects.equals(known.get().getRawPath(), given.get().getRawPath())
                && Objects.equals(known.get().getRawQuery(), given.get().getRawQuery());
    }

    private static boolean loopback(URI uri) {
        return "http".equals(uri.getScheme())
                && LOOPBACK.contains(String.valueOf(uri.getHost()))
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null;
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
