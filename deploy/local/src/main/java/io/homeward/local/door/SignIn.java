package io.homeward.local.door;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One sign-in, as a person's client drives it: the flow says what it asks, each step hands on the continuation that the one before
 * returned, and at its end there is a token.
 */
public final class SignIn {
    private static final Duration RELEASE_WITHIN = Duration.ofSeconds(15);

    private final PublicDoor door;
    private Answer last;

    private SignIn(PublicDoor door, Answer opened) {
        this.door = door;
        this.last = opened;
    }

    /**
     * @param tenant the person's home
     * @param clientId the application he signs in to
     */
    public static SignIn open(PublicDoor door, String tenant, String clientId, String userPrincipalName) {
        ObjectNode start = Json.object()
                .put("tenant", tenant)
                .put("clientId", clientId)
                .put("userPrincipalName", userPrincipalName);
        return new SignIn(door, door.post(null, "/v1/flows", start));
    }

    public Answer password(String password) {
        return take(step("password").put("password", password));
    }

    /** "Yes, go on": the answer to a notice. */
    public Answer goOn() {
        return take(step("continue"));
    }

    /** @return the flow with the seed in {@code details.totp.secret} */
    public Answer startTotpRegistration() {
        return take(step("startTotpRegistration"));
    }

    /** Keeps nothing of the recovery codes that come with a first factor. */
    public Answer confirmTotp(String code) {
        take(step("confirmTotp").put("code", code));
        return state().equals("recovery-codes") ? take(step("showedRecoveryCodes")) : last;
    }

    public Answer totp(String code) {
        return take(step("totp").put("code", code));
    }

    /** A new password. Where the release has to be confirmed first, waits for it. */
    public Answer changePassword(String newPassword) {
        take(step("changePassword").put("newPassword", newPassword));
        if (state().equals("remediating")) {
            last = Eventually.get(
                    this::look, "released", answer -> !answer.text("/state").equals("remediating"), RELEASE_WITHIN);
        }
        return last;
    }

    /** The flow as it was answered last. */
    public Answer last() {
        return last;
    }

    public String state() {
        return last.text("/state");
    }

    /** @throws NotAsExpected where the person is not signed in */
    public String token() {
        String token = last.text("/token/access_token");
        if (token.isEmpty()) {
            throw new NotAsExpected("signed in, with a token", last);
        }
        return token;
    }

    private static ObjectNode step(String type) {
        return Json.object().put("type", type);
    }

    private Answer take(ObjectNode step) {
        ObjectNode body = Json.object().put("continuation", last.text("/continuation"));
        body.set("step", step);
        last = door.post(null, "/v1/flows/" + last.text("/id") + "/steps", body);
        return last;
    }

    private Answer look() {
        String continuation = last.text("/continuation");
        Answer answer = door.send(
                "GET",
                null,
                "/v1/flows/" + last.text("/id"),
                Map.of("Flow-Continuation", continuation),
                Optional.empty());
        if (answer.status() == 200) {
            last = answer;
        }
        return answer;
    }
}
