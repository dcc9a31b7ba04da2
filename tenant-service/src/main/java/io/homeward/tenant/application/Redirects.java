package io.homeward.tenant.application;

import java.util.List;
import java.util.stream.Stream;

/** The redirect URIs of an application, by the kind of client. */
public record Redirects(List<RedirectUri> web, List<RedirectUri> spa, List<RedirectUri> publicClient) {
    public static final Redirects NONE = new Redirects(List.of(), List.of(), List.of());

    public Redirects {
        web = List.copyOf(web);
        spa = List.copyOf(spa);
        publicClient = List.copyOf(publicClient);
    }

    /** Each once. */
    List<String> all() {
        return Stream.of(web, spa, publicClient)
                .flatMap(List::stream)
                .map(RedirectUri::text)
                .distinct()
                .sorted()
                .toList();
    }

    static List<String> texts(List<RedirectUri> uris) {
        return uris.stream().map(RedirectUri::text).toList();
    }
}
