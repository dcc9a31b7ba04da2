package io.homeward.tenancy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

class InternalTokensTest {
    private static final String KEY = "a key of the risk service, long enough";
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-01T08:00:00Z"));
    private final InternalTokens tokens = new InternalTokens("gateway", keys(), (InstantSource) now::get);

    @Test
    void a_token_is_made_once_and_handed_out_again() {
        String first = tokens.forService("risk-service");
        now.set(now.get().plus(Duration.ofSeconds(49)));

        assertThat(tokens.forService("risk-service")).isEqualTo(first);
    }

    @Test
    void ten_seconds_before_it_expires_a_new_one_is_made() {
        String first = tokens.forService("risk-service");
        now.set(now.get().plus(Duration.ofSeconds(50)));

        assertThat(tokens.forService("risk-service")).isNotEqualTo(first);
    }

    @Test
    void two_callers_never_share_a_token() {
        var id = new ApplicationId(UUID.randomUUID());
        var here = new Caller.Application(id, new TenantId(UUID.randomUUID()), Set.of());
        var there = new Caller.Application(id, new TenantId(UUID.randomUUID()), Set.of());

        assertThat(tokens.forCaller("risk-service", here))
                .isEqualTo(tokens.forCaller("risk-service", here))
                .isNotEqualTo(tokens.forCaller("risk-service", there));
    }

    @Test
    void a_token_of_a_service_names_the_service_itself() {
        String payload = new String(
                Base64.getUrlDecoder().decode(tokens.forService("risk-service").split("\\.")[1]), UTF_8);

        assertThat(payload)
                .contains(
                        "\"iss\":\"gateway\"",
                        "\"sub\":\"gateway\"",
                        "\"aud\":\"risk-service\"",
                        "\"kind\":\"service\"");
    }

    @Test
    void a_service_whose_key_is_not_known_here_cannot_be_called() {
        assertThatThrownBy(() -> tokens.forService("tenant-service"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("homeward.internal-keys.tenant-service is not configured");
    }

    @Test
    void a_short_key_is_refused_without_being_shown() {
        var weak = new InternalTokens("gateway", keys("homeward.internal-keys.risk-service", "short"), now::get);

        assertThatThrownBy(() -> weak.forService("risk-service"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("at least 32 bytes")
                .hasMessageNotContaining("short");
    }

    @Test
    void a_key_can_come_from_the_environment() {
        Config environment = new SmallRyeConfigBuilder()
                .withSources(new io.smallrye.config.EnvConfigSource(
                        java.util.Map.of("HOMEWARD_INTERNAL_KEYS_RISK_SERVICE", KEY), 300))
                .build();

        assertThat(new InternalKeys(environment).of("risk-service")).isEqualTo(InternalToken.key(KEY));
    }

    private static InternalKeys keys() {
        return keys("homeward.internal-keys.risk-service", KEY);
    }

    private static InternalKeys keys(String name, String value) {
        return new InternalKeys(
                new SmallRyeConfigBuilder().withDefaultValue(name, value).build());
    }
}
