package io.homeward.local.door;

import java.time.Duration;
import java.util.Map;

/** The token endpoint of each tenant. */
public final class Tokens {
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(15);

    private final PublicDoor door;

    public Tokens(PublicDoor door) {
        this.door = door;
    }

    /** Client credentials (RFC 6749 section 4.4) of an application, in its own tenant. */
    public Answer ofApplication(String tenant, String clientId, String clientSecret) {
        return door.form(
                endpoint(tenant),
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        clientId,
                        "client_secret",
                        clientSecret,
                        "scope",
                        door.edge() + "/.default"));
    }

    /** The same for an application made a moment ago, of which the issuer may not have heard yet. */
    public String ofNewApplication(String tenant, String clientId, String clientSecret) {
        Answer answer = Eventually.get(
                () -> ofApplication(tenant, clientId, clientSecret),
                "a token for a new application",
                each -> each.status() == 200,
                KNOWN_WITHIN);
        return token(answer);
    }

    /**
     * Token exchange (RFC 8693): a person's token of his home against one for a customer's tenant.
     *
     * @param tenant the customer
     * @param clientId the application he uses at home
     */
    public Answer ofTechnician(String tenant, String homeToken, String clientId, String clientSecret) {
        return door.form(
                endpoint(tenant),
                Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        "subject_token",
                        homeToken,
                        "subject_token_type",
                        "urn:ietf:params:oauth:token-type:access_token",
                        "client_id",
                        clientId,
                        "client_secret",
                        clientSecret,
                        "scope",
                        door.edge() + "/.default"));
    }

    /** @throws NotAsExpected where the answer carries none */
    public static String token(Answer answer) {
        String token = answer.text("/access_token");
        if (answer.status() != 200 || token.isEmpty()) {
            throw new NotAsExpected("a token", answer);
        }
        return token;
    }

    private static String endpoint(String tenant) {
        return "/" + tenant + "/oauth2/v2.0/token";
    }
}
