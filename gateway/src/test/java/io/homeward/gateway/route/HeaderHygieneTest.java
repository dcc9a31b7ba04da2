package io.homeward.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderHygieneTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorization",
                "cookie",
                "forwarded",
                "x-forwarded-for",
                "x-forwarded-user",
                "x-real-ip",
                "via",
                "homeward-client-ip",
                "homeward-decision",
                "x-ms-client-principal",
                "x-user",
                "x-userinfo",
                "x-remote-user",
                "remote-user",
                "x-webauth-user",
                "x-auth-request-email",
                "x-authenticated-user",
                "x-amzn-oidc-data",
                "x-goog-authenticated-user-email",
                "cf-access-jwt-assertion",
                "tailscale-user-login",
                "x-http-method-override",
                "x-method-override",
                "x-original-url",
                "x-rewrite-url",
                "x-client-cert",
                "x-ssl-client-verify",
                "x-consumer-username",
                "x-tenant-id",
                "impersonate-user",
                "request-id",
                "client-request-id",
                "expect",
                "host",
                "content-length",
                "transfer-encoding",
                "connection",
                "keep-alive",
                "proxy-authorization",
                "te",
                "trailer",
                "upgrade",
                "x-forwarded",
                "x-grafana-device-id",
                "true-client-ip"
            })
    void does_not_go_on(String name) {
        assertThat(HeaderHygiene.goesOn(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accept",
                "accept-encoding",
                "accept-language",
                "content-type",
                "content-encoding",
                "if-match",
                "if-none-match",
                "prefer",
                "consistencylevel",
                "user-agent",
                "idempotency-key",
                "flow-continuation",
                "traceparent",
                "tracestate",
                "sdkversion",
                "retry-attempt",
                "origin",
                "range",
                "return-client-request-id",
                "x-requested-with",
                "x-csrf-token"
            })
    void goes_on(String name) {
        assertThat(HeaderHygiene.goesOn(name)).isTrue();
    }

    @Test
    void what_the_connection_names_is_of_the_connection() {
        MultiMap from = MultiMap.caseInsensitiveMultiMap()
                .add("Connection", "close, Prefer")
                .add("connection", "X-A")
                .add("Prefer", "x")
                .add("X-A", "y")
                .add("X-B", "z");
        MultiMap in = MultiMap.caseInsensitiveMultiMap();
        MultiMap out = MultiMap.caseInsensitiveMultiMap();

        HeaderHygiene.inbound(from, in);
        HeaderHygiene.outbound(from, out);

        assertThat(in.names()).containsExactly("X-B");
        assertThat(out.names()).containsExactly("X-B");
    }

    @Test
    void a_name_that_another_server_would_read_differently_does_not_go_on() {
        MultiMap from =
                MultiMap.caseInsensitiveMultiMap().add("X_Forwarded_For", "1").add("X.Real.Ip", "2");
        MultiMap to = MultiMap.caseInsensitiveMultiMap();

        HeaderHygiene.inbound(from, to);

        assertThat(to.isEmpty()).isTrue();
    }

    @Test
    void cookies_and_our_own_statements_do_not_come_back_from_others() {
        MultiMap from = MultiMap.caseInsensitiveMultiMap()
                .add("Set-Cookie", "a=b")
                .add("Homeward-Rule", "D2")
                .add("Server", "x")
                .add("request-id", "y")
                .add("ETag", "z");
        MultiMap to = MultiMap.caseInsensitiveMultiMap();

        HeaderHygiene.outbound(from, to);

        assertThat(to.names()).containsExactly("ETag");
    }
}
