package io.homeward.gateway.external;

import io.homeward.tenancy.Caller;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the application behind a proxy is told of who calls. Every header is always there, so that one of the client's never remains. */
public final class Identity {
    private static final String NONE = "none";

    private Identity() {}

    /**
     * The headers that a proxy copies over the client's.
     *
     * @param token for the application alone
     * @throws IllegalArgumentException for callers who are nobody's business there
     */
    public static Map<String, String> headers(Caller caller, String token) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer " + token);
        switch (caller) {
            case Caller.Person person -> {
                headers.put("Homeward-Subject", person.id().toString());
                headers.put("Homeward-Subject-Kind", "person");
                headers.put("Homeward-Home-Tenant", person.home().toString());
                headers.put("Homeward-Tenant", person.tenant().toString());
                headers.put(
                        "Homeward-Roles",
                        person.roles().isEmpty()
                                ? NONE
                                : String.join(
                                        ",", person.roles().stream().sorted().toList()));
                headers.put("Homeward-Actor", person.actor().orElse(NONE));
            }
            case Caller.Application application -> {
                headers.put("Homeward-Subject", application.id().toString());
                headers.put("Homeward-Subject-Kind", "application");
                headers.put("Homeward-Home-Tenant", application.tenant().toString());
                headers.put("Homeward-Tenant", application.tenant().toString());
                headers.put("Homeward-Roles", NONE);
                headers.put("Homeward-Actor", NONE);
            }
            case Caller.Service service -> throw new IllegalArgumentException("No application is told of " + service);
            case Caller.Anonymous nobody -> throw new IllegalArgumentException("No application is told of " + nobody);
        }
        return headers;
    }
}
