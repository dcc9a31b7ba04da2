package io.homeward.risk.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.House;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.risk.signin.SignIn;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@RunningService
class OwnIntakeTest {
    @Inject
    OwnIntake intake;

    @Inject
    House house;

    @Test
    void a_tenant_is_known_by_its_people() {
        TenantId tenant = house.tenant();
        assertThat(intake.knows(tenant)).isEqualTo(TakeDelivery.Known.NO);

        house.person(tenant, "ada@stream.example");

        assertThat(intake.knows(tenant)).isEqualTo(TakeDelivery.Known.YES);
    }

    @Test
    void what_comes_twice_is_one_sign_in() {
        TenantId tenant = house.tenant();
        house.person(tenant, "ada@stream.example");
        List<SignIn> batch = Stream.of("a", "b")
                .map(id -> signIn(tenant, SignInText.of("ada@stream.example").id(id)))
                .toList();

        assertThat(intake.take(tenant, batch)).isEqualTo(2);
        assertThat(intake.take(tenant, batch)).isZero();
    }

    @Test
    void without_a_broker_there_is_no_reader() {
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("signins-") || name.startsWith("kafka-"));
    }

    private static SignIn signIn(TenantId tenant, SignInText text) {
        return ((Message.Understood) Message.read(Records.of(tenant, 0, 0, text.json()), Instant.now())).signIn();
    }
}
