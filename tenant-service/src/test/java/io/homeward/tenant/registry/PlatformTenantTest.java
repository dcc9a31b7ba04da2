package io.homeward.tenant.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.tenant.Feeds;
import io.homeward.tenant.RunningService;
import io.homeward.tenant.application.Secret;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@RunningService
class PlatformTenantTest {
    private static final String OPERATOR = "00000000-0000-4000-8000-0000000000aa";

    @Inject
    PlatformTenant platform;

    @Inject
    Clock clock;

    @ConfigProperty(name = "homeward.operator.secret")
    String configured;

    @AfterEach
    void as_configured() {
        platform.begin(Optional.of(new Secret(configured)), clock.instant());
    }

    @Test
    void the_operator_is_there_from_the_start_with_his_one_permission() {
        var operator = Feeds.snapshot("applications", OPERATOR).orElseThrow();

        assertThat(operator.at("/permissions").toString()).isEqualTo("[\"Tenant.ReadWrite.All\"]");
        assertThat(operator.at("/secretHashes/0").asText()).isEqualTo(new Secret(configured).hash());
        assertThat(operator.at("/tenant").asText()).isEqualTo("00000000-0000-4000-8000-000000000001");
        assertThat(Feeds.snapshot("rules", platform.id())).isPresent();
    }

    @Test
    void another_secret_replaces_the_one_before_and_the_same_changes_nothing() {
        var next = new Secret("another secret of the operator, long enough");

        platform.begin(Optional.of(next), clock.instant());
        var after = Feeds.lastChange("applications", OPERATOR);
        platform.begin(Optional.of(next), clock.instant());

        assertThat(after.at("/body/secretHashes")).hasSize(1);
        assertThat(after.at("/body/secretHashes/0").asText()).isEqualTo(next.hash());
        assertThat(Feeds.lastChange("applications", OPERATOR)).isEqualTo(after);
    }

    @Test
    void without_a_secret_there_is_no_operator() {
        platform.begin(Optional.empty(), clock.instant());

        assertThat(Feeds.lastChange("applications", OPERATOR).has("body")).isFalse();
        assertThat(Feeds.snapshot("applications", OPERATOR)).isEmpty();
    }

    @Test
    void a_short_secret_stops_the_start() {
        assertThatThrownBy(() -> platform.begin(Optional.of(new Secret("short")), clock.instant()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("short\"");
    }
}
