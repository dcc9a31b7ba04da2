package io.homeward.risk.stream;

import static io.homeward.risk.stream.Records.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.SignInText;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MessageTest {
    private static final Instant NOW = Instant.parse("2026-05-06T07:08:09Z");
    private static final TenantId TENANT = new TenantId(UUID.randomUUID());
    private static final SignInText GOOD = SignInText.of("ada@x.example").at(NOW.minusSeconds(5));

    @Test
    void a_sign_in_is_its_value_and_its_tenant_is_the_header() {
        Message message = Message.read(Records.of(TENANT, 0, 0, GOOD.json()), NOW);

        assertThat(message).isInstanceOfSatisfying(Message.Understood.class, understood -> {
            assertThat(understood.tenant()).isEqualTo(TENANT);
            assertThat(understood.signIn().userName()).isEqualTo("ada@x.example");
        });
    }

    @Test
    void a_tenant_in_the_value_is_not_even_read() {
        String other = UUID.randomUUID().toString();
        String value = GOOD.json()
                .replaceFirst("\\{", "{\"tenantId\":\"%s\",\"%s\":\"%s\",".formatted(other, Message.TENANT, other));

        assertThat(Message.read(Records.of(TENANT, 0, 0, value), NOW))
                .isInstanceOfSatisfying(Message.Understood.class, understood -> assertThat(understood.tenant())
                        .isEqualTo(TENANT));
        assertThat(Message.read(Records.of(null, 0, 0, bytes(value)), NOW)).isInstanceOf(Message.Poison.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("poison")
    void a_message_that_is_no_sign_in_says_why(String reason, ConsumerRecord<byte[], byte[]> source) {
        assertThat(Message.read(source, NOW))
                .isInstanceOfSatisfying(Message.Poison.class, poison -> assertThat(poison.reason())
                        .contains(reason));
    }

    static Stream<Arguments> poison() {
        String tenant = TENANT.toString();
        ConsumerRecord<byte[], byte[]> two = Records.of(TENANT, 0, 0, GOOD.json());
        two.headers().add(Message.TENANT, bytes(UUID.randomUUID().toString()));
        return Stream.of(
                Arguments.of("not one header", Records.of(null, 0, 0, bytes(GOOD.json()))),
                Arguments.of("not one header", Records.of("acme", 0, 0, bytes(GOOD.json()))),
                Arguments.of("not one header", Records.of("1-1-1-1-1", 0, 0, bytes(GOOD.json()))),
                Arguments.of("not one header", two),
                Arguments.of("no sign-in", Records.of(tenant, 0, 0, null)),
                Arguments.of("no sign-in", Records.of(tenant, 0, 0, new byte[0])),
                Arguments.of("too large", Records.of(tenant, 0, 0, new byte[Message.LONGEST + 1])),
                Arguments.of("Not JSON", Records.of(tenant, 0, 0, new byte[] {(byte) 0xff, 0})),
                Arguments.of("Not JSON", Records.of(tenant, 0, 0, bytes("[".repeat(100_000)))),
                Arguments.of("more than one", Records.of(TENANT, 0, 0, GOOD.json() + GOOD.json())),
                Arguments.of(
                        "ipAddress",
                        Records.of(TENANT, 0, 0, GOOD.from("nowhere").json())),
                Arguments.of(
                        "future",
                        Records.of(
                                TENANT,
                                0,
                                0,
                                GOOD.at(NOW.plus(Duration.ofDays(3))).json())),
                Arguments.of(
                        "too long ago",
                        Records.of(TENANT, 0, 0, GOOD.at(Instant.EPOCH).json())));
    }
}
