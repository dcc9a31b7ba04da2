package io.homeward.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DecisionJsonTest {
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");
    private static final TenantId ONE = new TenantId(UUID.randomUUID());
    private static final TenantId OTHER = new TenantId(UUID.randomUUID());

    @Test
    void a_line_that_is_read_again_is_the_same_and_says_what_it_is() throws JsonProcessingException {
        var repeated = new DecisionLine.Repeated(UUID.randomUUID(), NOW, ONE, Optional.of(OTHER), 7, NOW);
        var missing = new DecisionLine.Missing(UUID.randomUUID(), ONE, false, NOW, NOW, 3);

        assertThat(DecisionJson.write(repeated))
                .contains("\"line\":\"repeated\"")
                .doesNotContain("\n");
        assertThat(DecisionJson.readLine(DecisionJson.write(repeated))).isEqualTo(repeated);
        assertThat(DecisionJson.readLine(DecisionJson.write(missing))).isEqualTo(missing);
        assertThat(repeated.tenants()).containsExactly(ONE, OTHER);
        assertThat(missing.tenants()).containsExactly(ONE);
    }

    @Test
    void what_was_written_before_the_tenant_was_said_is_read() throws JsonProcessingException {
        LoggedDecision old = DecisionJson.read("""
                {"decisionId":"%s","at":"2026-11-01T08:00:00Z","engine":"1","token":"t","positions":[],"rule":"none",
                 "repeats":"%s"}""".formatted(UUID.randomUUID(), UUID.randomUUID()));

        assertThat(old.tenant()).isEmpty();
        assertThat(old.tenants()).isEmpty();
        assertThat(old.admitted()).isFalse();
    }

    @Test
    void a_line_of_another_kind_is_none() {
        assertThatThrownBy(() -> DecisionJson.readLine("{\"line\":\"else\"}"))
                .isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> DecisionJson.readLine("{\"line\":\"decided\"}"))
                .isInstanceOf(JsonProcessingException.class);
    }
}
