package io.homeward.risk.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskEvent;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskTransition;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.risk.House;
import io.homeward.risk.RunningService;
import io.homeward.risk.standing.By;
import io.homeward.risk.standing.Closable;
import io.homeward.risk.standing.Evidence;
import io.homeward.risk.standing.Standings;
import io.homeward.tenancy.Caller;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is simulated for whomever: he stands as if it had been found. */
@RunningService
class SimulationProperties {
    private static final By NOBODY = By.system("a test");

    @Inject
    House house;

    @Inject
    Simulate simulate;

    @Inject
    Standings standings;

    private TenantId tenant;
    private Caller administrator;

    @BeforeEach
    void a_tenant_with_a_rule() {
        tenant = house.tenant();
        administrator = House.administrator(tenant);
        house.offersPasswordChange(tenant);
    }

    /** How somebody stands before. */
    enum Before {
        CLEAR,
        AT_LOW,
        AT_MEDIUM,
        COMPROMISED,
        DISMISSED
    }

    @ParameterizedTest
    @EnumSource(Before.class)
    void a_simulated_detection_does_what_a_real_one_does(Before before) {
        for (DetectionType type : DetectionType.all()) {
            Optional<RiskEvent> said = saidAs(type);
            for (RiskLevel level : said.isPresent()
                    ? List.of(RiskLevel.HIGH)
                    : List.of(RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH)) {
                PersonId real = person(before);
                PersonId simulated = person(before);

                in((handle, now) -> raise(handle, real, evidence(type, level, now), said, now));
                simulate.raise(
                        administrator, new Wanted(null, simulated.toString(), type.wireName(), level.wireName(), null));

                assertThat(seen(simulated))
                        .as("%s, %s of somebody %s", type, level, before)
                        .isEqualTo(seen(real));
            }
        }
    }

    /** By the law itself: the row that adds such a detection. */
    private static Optional<RiskEvent> saidAs(DetectionType type) {
        return Stream.of(RiskEvent.values())
                .filter(event -> event.reach() == RiskEvent.Reach.RAISES)
                .filter(event -> RiskTransition.of(UserRisk.CLEAR, event, Set.of())
                        .added()
                        .filter(type::equals)
                        .isPresent())
                .findFirst();
    }

    private void raise(Handle handle, PersonId person, Evidence evidence, Optional<RiskEvent> said, Instant now) {
        said.ifPresentOrElse(
                event -> standings.raise(handle, tenant, person, event, evidence, now, NOBODY),
                () -> standings.found(handle, tenant, person, List.of(evidence), now, NOBODY));
    }

    private PersonId person(Before before) {
        var person = new PersonId(UUID.randomUUID());
        in((handle, now) -> {
            handle.createUpdate("""
                            insert into known_person values (:tenant, :person, :name, 'Somebody', true, false, '{}', '{}')""")
                    .bind("tenant", tenant.value())
                    .bind("person", person.value())
                    .bind("name", person + "@x.example")
                    .execute();
            begin(handle, person, before, now);
        });
        return person;
    }

    private void begin(Handle handle, PersonId person, Before before, Instant now) {
        var type = DetectionType.UNFAMILIAR_FEATURES;
        switch (before) {
            case CLEAR -> {}
            case AT_LOW -> raise(handle, person, evidence(type, RiskLevel.LOW, now), Optional.empty(), now);
            case AT_MEDIUM -> raise(handle, person, evidence(type, RiskLevel.MEDIUM, now), Optional.empty(), now);
            case COMPROMISED ->
                raise(
                        handle,
                        person,
                        evidence(DetectionType.ADMIN_CONFIRMED_USER_COMPROMISED, RiskLevel.HIGH, now),
                        Optional.of(RiskEvent.USER_CONFIRMED_COMPROMISED),
                        now);
            case DISMISSED -> {
                raise(handle, person, evidence(type, RiskLevel.HIGH, now), Optional.empty(), now);
                standings.close(
                        handle, tenant, person, RiskEvent.USER_DISMISSED, new Closable.Everything(), now, now, NOBODY);
            }
        }
    }

    private static Evidence evidence(DetectionType type, RiskLevel level, Instant now) {
        return new Evidence(
                type,
                UUID.randomUUID().toString(),
                level,
                Evidence.Timing.OFFLINE,
                Optional.empty(),
                now,
                Map.of(),
                "found",
                "test",
                true);
    }

    private void in(BiConsumer<Handle, Instant> work) {
        house.database().in(tenant, handle -> {
            work.accept(handle, Instant.now());
            return tenant;
        });
    }

    /** The standing without what tells two people apart: ids and times. */
    private List<Object> seen(PersonId person) {
        UserRisk risk = house.risk(tenant, person);
        return List.of(
                risk.level(),
                risk.state(),
                risk.detail(),
                risk.since().isPresent(),
                risk.riskEpoch(),
                risk.routeAtOnset(),
                risk.detections().stream()
                        .map(each -> each.type() + " " + each.level())
                        .toList());
    }
}
