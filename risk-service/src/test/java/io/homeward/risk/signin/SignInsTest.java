package io.homeward.risk.signin;

import static io.homeward.risk.House.as;
import static io.homeward.risk.House.sender;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.House;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@RunningService
class SignInsTest {
    @Inject
    House house;

    @Inject
    SignIns signIns;

    @Test
    void the_session_is_kept_with_the_sign_in_and_nothing_where_there_was_none() {
        TenantId tenant = house.tenant();
        SignInText text = SignInText.of("rui@x.example");
        send(
                tenant,
                text.json()
                        .replace("\"isInteractive\":true", "\"isInteractive\":false,\"sessionId\":\"s-1\"")
                        .replace(
                                "\"deviceDetail\":{",
                                "\"tokenIssuerName\":\"Fjord\",\"incomingTokenType\":\"saml20\",\"deviceDetail\":{\"browserId\":\"b-1\","));
        send(tenant, text.id("other").json());

        assertThat(kept(tenant, text.id())).isEqualTo(new Session("s-1", "Fjord", "b-1", "saml20"));
        assertThat(kept(tenant, "other")).isEqualTo(Session.NONE);
    }

    private Session kept(TenantId tenant, String id) {
        return house.database()
                .in(tenant, handle -> signIns.lock(handle, tenant, id).orElseThrow())
                .signIn()
                .session();
    }

    private static void send(TenantId tenant, String signIn) {
        as(sender(tenant)).body(signIn).post("/v1/signIns").then().statusCode(200);
    }
}
