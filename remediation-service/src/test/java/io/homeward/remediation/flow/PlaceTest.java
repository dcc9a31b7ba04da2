package io.homeward.remediation.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpRange;
import io.homeward.accessrules.place.LocationId;
import io.homeward.accessrules.place.NamedLocation;
import io.homeward.accessrules.place.Platform;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.policy.Locations;
import io.homeward.accessrules.policy.Platforms;
import io.homeward.accessrules.policy.UserAction;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.RiskServiceStandIn;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where somebody signs in, with what, and how strongly he has to prove it, as his tenant's policies have it. */
@QuarkusTest
@WithTestResource(World.class)
class PlaceTest {
    private static final LocationId OFFICE = new LocationId(UUID.randomUUID());
    private static final LocationId NORWAY = new LocationId(UUID.randomUUID());
    private static final String ELSEWHERE = "203.0.113.9";

    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;

    @Inject
    MovableClock clock;

    @BeforeEach
    void today() {
        clock.reset();
    }

    private static NamedLocation office() {
        return new NamedLocation.Ip(
                OFFICE, "Office", List.of(IpRange.of("198.51.100.0/24"), IpRange.of("2001:db8:77::/48")), true);
    }

    @Test
    void outside_the_trusted_places_of_his_tenant_nobody_gets_in() {
        Member mira = Home.called("Places")
                .has(office())
                .policy(Conditions.NONE.with(Locations.allBut(Locations.Places.TRUSTED)), Grant.BLOCK)
                .person("mira");
        SignIns.firstOf(mira).is("sign-in-blocked", "H7", 53003);

        SignIns.open(mira).from("198.51.100.7").password(Member.PASSWORD).is("signed-in", "H1", 0);
        SignIns.open(mira).from("2001:db8:77:1::7").password(Member.PASSWORD).is("signed-in", "H1", 0);
        SignIns.open(mira).from(ELSEWHERE).password(Member.PASSWORD).is("sign-in-blocked", "H7", 53003);
        SignIns.open(mira).from("not an address").password(Member.PASSWORD).is("sign-in-blocked", "H7", 53003);
    }

    @Test
    void a_delegated_person_registers_from_a_trusted_named_location_of_his_tenant() {
        Home home = Home.called("Provider").registrationDemanded().has(office());
        var technicians = new GroupId(UUID.randomUUID());
        Member tom = home.person("tom", Set.of(technicians));
        home.serves(new TenantId(UUID.randomUUID()), "active", technicians, Set.of(new RoleId(UUID.randomUUID())));
        SignIns.firstOf(tom).is("more-information-required", "H2", 50079);

        SignIns.open(tom).from("198.51.100.7").password(Member.PASSWORD).is("more-information-required", "H2", 50079);
        SignIns.open(tom).from(ELSEWHERE).password(Member.PASSWORD).is("signed-in", "H1", 0);
    }

    @Test
    void nobody_registers_where_the_tenant_forbids_it() {
        Member mira = Home.called("Registering")
                .has(office())
                .always(Control.MFA)
                .policy(
                        Conditions.doing(UserAction.REGISTER_SECURITY_INFO)
                                .with(Locations.allBut(Locations.Places.TRUSTED)),
                        Grant.BLOCK)
                .person("mira");
        SignIns.firstOf(mira).is("sign-in-blocked", "H7", 53010);

        SignIns.open(mira)
                .from("198.51.100.7")
                .password(Member.PASSWORD)
                .is("more-information-required", "H4", 50079)
                .register(mira, clock)
                .is("signed-in", "H4", 0);
        SignIns.open(mira).from(ELSEWHERE).password(Member.PASSWORD).is("verify-identity", "H4", 50076);
    }

    @Test
    void a_country_is_where_the_gateway_or_risk_service_places_the_address_and_unknown_where_neither_does() {
        Member mira = Home.called("Countries")
                .has(new NamedLocation.Country(NORWAY, "Norway", Set.of(CountryCode.of("NO")), false))
                .policy(Conditions.NONE.with(Locations.allBut(Locations.Places.of(NORWAY))), Grant.BLOCK)
                .person("mira");
        SignIns.firstOf(mira).is("sign-in-blocked", "H7", 53003);

        riskService.signInsComeFrom(mira.id(), "NO");
        SignIns.open(mira).password(Member.PASSWORD).is("signed-in", "H1", 0);
        riskService.signInsComeFrom(mira.id(), "BR");
        SignIns.open(mira).password(Member.PASSWORD).is("sign-in-blocked", "H7", 53003);
        SignIns.open(mira).in("NO").password(Member.PASSWORD).is("signed-in", "H1", 0);
        SignIns.open(mira).in("ZZ").password(Member.PASSWORD).is("sign-in-blocked", "H7", 53003);
    }

    @Test
    void a_platform_is_what_the_browser_says() {
        Member mira = Home.called("Platforms")
                .policy(Conditions.NONE.with(new Platforms(true, Set.of(), Set.of(Platform.LINUX))), Grant.BLOCK)
                .person("mira");
        SignIns.firstOf(mira).is("sign-in-blocked", "H7", 53003);

        SignIns.open(mira)
                .with("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                .password(Member.PASSWORD)
                .is("signed-in", "H1", 0);
        SignIns.open(mira)
                .with("Mozilla/5.0 (Windows NT 10.0; Win64; x64)")
                .password(Member.PASSWORD)
                .is("sign-in-blocked", "H7", 53003);
    }

    @Test
    void a_strength_of_the_tenants_own_making_is_satisfied_by_what_it_names() {
        Home home = Home.called("Strengths").registrationDemanded();
        Member mira = home.person("mira");
        SignIns.firstOf(mira).register(mira, clock);
        home.policy(Conditions.NONE, Grant.MFA.accepting(Set.of(FactorKind.TOTP)));
        SignIns.eventually(
                () -> SignIns.open(mira).password(Member.PASSWORD).state().equals("verify-identity"));

        SignIns.open(mira).password(Member.PASSWORD).totp(mira.code(clock)).is("signed-in", "H4", 0);
        home.policy(Conditions.NONE, Grant.MFA.accepting(Set.of(FactorKind.PASSKEY)));
        SignIns.eventually(
                () -> SignIns.open(mira).password(Member.PASSWORD).state().equals("account-blocked"));

        assertThat(SignIns.open(mira).password(Member.PASSWORD).json().getString("rule"))
                .isEqualTo("H18");
    }
}
