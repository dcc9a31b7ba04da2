package io.homeward.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionHeaderTest {
    private static final SecretKey KEY = InternalToken.key("a key of the risk service, long enough");
    private static final UUID DECISION = UUID.fromString("4be0c1d7-5f0e-4c39-8a77-0d6f9b1f2a10");

    @Test
    void the_decision_of_a_genuine_header_is_read() {
        String header = DecisionHeader.make(KEY, "token", DECISION);

        assertThat(header).startsWith(DECISION + ".");
        assertThat(DecisionHeader.verify(KEY, "token", header)).contains(DECISION);
    }

    @Test
    void it_belongs_to_one_token() {
        assertThat(DecisionHeader.verify(KEY, "another", DecisionHeader.make(KEY, "token", DECISION)))
                .isEmpty();
    }

    @Test
    void it_belongs_to_one_service() {
        SecretKey others = InternalToken.key("a key of the tenant service, long enough");

        assertThat(DecisionHeader.verify(KEY, "token", DecisionHeader.make(others, "token", DECISION)))
                .isEmpty();
    }

    @Test
    void another_decision_cannot_be_put_in_its_place() {
        String header = DecisionHeader.make(KEY, "token", DECISION);

        assertThat(DecisionHeader.verify(KEY, "token", UUID.randomUUID() + header.substring(36)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "4be0c1d7-5f0e-4c39-8a77-0d6f9b1f2a10",
                "4be0c1d7-5f0e-4c39-8a77-0d6f9b1f2a10.",
                "4be0c1d7-5f0e-4c39-8a77-0d6f9b1f2a10.not base64!",
                "not-a-uuid-but-of-the-right-length--.AAAA"
            })
    void nonsense_is_no_decision(String header) {
        assertThat(DecisionHeader.verify(KEY, "token", header)).isEmpty();
    }
}
