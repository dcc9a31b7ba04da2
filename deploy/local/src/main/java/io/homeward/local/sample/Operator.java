package io.homeward.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.local.door.Answer;
import io.homeward.local.door.Json;
import io.homeward.local.door.PublicDoor;
import io.homeward.local.door.Tokens;
import java.util.ArrayList;
import java.util.List;

/** Whoever runs this installation: he makes tenants, and each new tenant's administration client does the rest. */
public final class Operator {
    private final PublicDoor door;
    private final Tokens tokens;
    private final String tenant;
    private final Client client;

    /** @param tenant the platform's own */
    public Operator(PublicDoor door, String tenant, Client client) {
        this.door = door;
        this.tokens = new Tokens(door);
        this.tenant = tenant;
        this.client = client;
    }

    public String tenant() {
        return tenant;
    }

    public Client client() {
        return client;
    }

    /** @param role what the organisation is in the story, in words */
    public Organisation found(String name, String domain, String role) {
        String token = tokens.ofNewApplication(tenant, client.id(), client.secret());
        Answer answer = Administration.done(door.post(
                token, "/v1/tenants", Json.object().put("displayName", name).put("defaultDomain", domain)));
        JsonNode administration = answer.body().path("administration");
        List<String> permissions = new ArrayList<>();
        administration.path("permissions").forEach(permission -> permissions.add(permission.asText()));
        var first = new Client(
                administration.path("clientId").asText(),
                administration.path("clientSecret").asText(),
                "Administration",
                permissions);
        return new Organisation(answer.text("/id"), name, domain, role, first, tokens);
    }
}
