package io.homeward.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.PolicyId;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpRange;
import io.homeward.accessrules.place.LocationId;
import io.homeward.accessrules.place.NamedLocation;
import io.homeward.accessrules.place.Platform;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.DeviceFilter;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.policy.Locations;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.Platforms;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.RegistrationPolicy;
import io.homeward.accessrules.policy.Selection;
import io.homeward.accessrules.policy.SessionControls;
import io.homeward.accessrules.policy.SignInFrequency;
import io.homeward.accessrules.policy.Strength;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.TransferMethod;
import io.homeward.accessrules.policy.UserAction;
import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.SecondFactor;
import io.homeward.accessrules.standing.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one service writes, another one, older or newer, reads. */
class FeedJsonTest {
    private static final ObjectMapper MAPPER = FeedJson.mapper();
    private static final TenantId TENANT = TenantId.of("11f0c2aa-2222-4c3d-8e9f-0a1b2c3d4e5f");
    private static final Instant AT = Instant.parse("2026-11-23T08:58:01.220Z");

    static Stream<Object> bodies() {
        var policy = new Policy(
                new PolicyId(UUID.randomUUID()),
                "High risk",
                Policy.State.ENABLED,
                People.EVERYONE.except(Selection.ofGroups(new GroupId(UUID.randomUUID()))),
                Conditions.userRisk(RiskLevel.HIGH),
                Grant.MFA_AND_PASSWORD_CHANGE);
        var risk = new UserRisk(
                RiskLevel.HIGH,
                RiskState.AT_RISK,
                RiskDetail.NONE,
                Optional.of(AT),
                3,
                List.of(new ActiveDetection(
                        new DetectionId(UUID.randomUUID()), DetectionType.PASSWORD_SPRAY, RiskLevel.HIGH, AT)),
                Optional.of(Route.PASSWORD_CHANGE));
        return Stream.of(
                TenantRules.none(TENANT, "Northwind"),
                TenantRules.none(TENANT, "Northwind")
                        .withPolicies(List.of(policy))
                        .with(new RegistrationPolicy(true, People.EVERYONE))
                        .with(ExternalAccess.BUILT_IN),
                formatTwo(policy),
                risk,
                UserRisk.CLEAR,
                new Capability(List.of(new SecondFactor("1", FactorKind.TOTP, AT, false, false)), true, false, 4),
                new Keyed(Map.of(new PersonId(UUID.randomUUID()), Set.of(TENANT)), Duration.ofMinutes(90), AT),
                new Cased(new Standing.AtRisk(risk), List.of(Standing.clear(), new Standing.Unknown("stale"))));
    }

    /** Everything that came with the second format. */
    private static TenantRules formatTwo(Policy policy) {
        var office = new LocationId(UUID.randomUUID());
        var everything = new Policy(
                        policy.id(),
                        policy.name(),
                        policy.state(),
                        policy.people(),
                        Conditions.signInRisk(RiskLevel.HIGH)
                                .with(Locations.allBut(Locations.Places.of(office)))
                                .with(new Platforms(true, Set.of(), Set.of(Platform.IOS)))
                                .with(new DeviceFilter(DeviceFilter.Mode.EXCLUDE, "device.isCompliant -eq True"))
                                .with(TransferMethod.DEVICE_CODE_FLOW),
                        Grant.MFA.with(Strength.PASSWORDLESS).accepting(Set.of(FactorKind.PASSKEY)))
                .with(new SessionControls(
                        Optional.of(SignInFrequency.every(Duration.ofHours(4))),
                        Optional.of(SessionControls.PersistentBrowser.NEVER)));
        var registering = new Policy(
                new PolicyId(UUID.randomUUID()),
                "Registering",
                Policy.State.ENABLED,
                People.EVERYONE,
                Conditions.doing(UserAction.REGISTER_SECURITY_INFO),
                Grant.BLOCK);
        return TenantRules.none(TENANT, "Northwind")
                .withPolicies(List.of(everything, registering))
                .withLocations(List.of(
                        new NamedLocation.Ip(
                                office,
                                "Office",
                                List.of(IpRange.of("192.0.2.0/24"), IpRange.of("2001:db8:77::/48")),
                                true),
                        new NamedLocation.Country(
                                new LocationId(UUID.randomUUID()), "Norway", Set.of(CountryCode.of("NO")), true)))
                .withBreakGlass(Set.of(new PersonId(UUID.randomUUID())));
    }

    @Test
    void rules_of_the_first_format_are_read_as_they_were_meant() throws JsonProcessingException {
        var read = MAPPER.readValue("""
                {"tenant":"11f0c2aa-2222-4c3d-8e9f-0a1b2c3d4e5f","name":"Northwind","format":1,"policies":[
                 {"id":"22222222-2222-4222-8222-222222222222","name":"High risk","state":"ENABLED",
                  "people":{"include":{"everyone":true,"users":[],"groups":[],"roles":[],"externals":[],"externalsOf":[]},
                            "exclude":{"everyone":false,"users":[],"groups":[],"roles":[],"externals":[],"externalsOf":[]}},
                  "conditions":{"userRiskLevels":["HIGH"],"signInRiskLevels":[],
                                "applications":{"all":true,"include":[],"exclude":[]},"clientAppTypes":["ALL"],"unreadable":[]},
                  "grant":{"operator":"AND","controls":["MFA","PASSWORD_CHANGE"],"strength":"ANY_MFA","unknownControls":[]}}],
                 "registration":{"enabled":false,"people":{
                   "include":{"everyone":false,"users":[],"groups":[],"roles":[],"externals":[],"externalsOf":[]},
                   "exclude":{"everyone":false,"users":[],"groups":[],"roles":[],"externals":[],"externalsOf":[]}}},
                 "externalAccess":{"threshold":"HIGH","mfaTrust":{"byDefault":false,"accepted":[],"notAccepted":[]},
                   "requireRemediated":false,"distrustedHomes":[],"trustedIssuers":[],"acceptedWaivers":[]}}
                """, TenantRules.class);

        assertThat(read.formatKnown()).isTrue();
        assertThat(read.namedLocations()).isEmpty();
        assertThat(read.breakGlass()).isEmpty();
        assertThat(read.policies()).singleElement().satisfies(policy -> {
            assertThat(policy.conditions()).isEqualTo(Conditions.userRisk(RiskLevel.HIGH));
            assertThat(policy.grant()).isEqualTo(Grant.MFA_AND_PASSWORD_CHANGE);
            assertThat(policy.session()).isEmpty();
        });
    }

    @Test
    void ranges_and_countries_are_texts() throws JsonProcessingException {
        assertThat(MAPPER.writeValueAsString(IpRange.of("192.0.2.9/24"))).isEqualTo("\"192.0.2.0/24\"");
        assertThat(MAPPER.writeValueAsString(CountryCode.of("NO"))).isEqualTo("\"NO\"");
        assertThatThrownBy(() -> MAPPER.readValue("\"192.0.2.0/99\"", IpRange.class))
                .isInstanceOf(JsonMappingException.class);
        assertThatThrownBy(() -> MAPPER.readValue("\"Norway\"", CountryCode.class))
                .isInstanceOf(JsonMappingException.class);
    }

    record Keyed(Map<PersonId, Set<TenantId>> tenants, Duration time, Instant at) {
        boolean isSomething() {
            return true;
        }
    }

    record Cased(Standing one, List<Standing> several) {}

    @ParameterizedTest
    @MethodSource("bodies")
    void what_is_written_is_read_again(Object body) throws JsonProcessingException {
        String text = MAPPER.writeValueAsString(body);

        assertThat(MAPPER.readValue(text, body.getClass())).as(text).isEqualTo(body);
        assertThat(MAPPER.<Object>treeToValue(MAPPER.valueToTree(body), MAPPER.constructType(body.getClass())))
                .isEqualTo(body);
    }

    @Test
    void ids_are_texts_times_are_iso_and_methods_add_nothing() throws JsonProcessingException {
        var person = PersonId.of("22222222-2222-4222-8222-222222222222");

        assertThat(MAPPER.writeValueAsString(new Keyed(Map.of(person, Set.of(TENANT)), Duration.ofMinutes(90), AT)))
                .isEqualTo("""
                        {"tenants":{"22222222-2222-4222-8222-222222222222":["11f0c2aa-2222-4c3d-8e9f-0a1b2c3d4e5f"]},\
                        "time":"PT1H30M","at":"2026-11-23T08:58:01.220Z"}""");
    }

    @Test
    void a_sealed_type_names_its_alternative() throws JsonProcessingException {
        Standing stale = new Standing.Unknown("stale");

        assertThat(MAPPER.writeValueAsString(stale)).isEqualTo("{\"type\":\"Unknown\",\"reason\":\"stale\"}");
        assertThat(MAPPER.readValue("{\"type\":\"Unknown\",\"reason\":\"stale\"}", Standing.class))
                .isEqualTo(stale);
    }

    @Test
    void what_a_newer_writer_added_is_ignored_and_collections_it_dropped_are_empty() throws JsonProcessingException {
        var read = MAPPER.readValue(
                "{\"new\":{\"deep\":1},\"time\":\"PT1S\",\"at\":\"2026-11-23T08:58:01Z\"}", Keyed.class);

        assertThat(read.tenants()).isEmpty();
        assertThat(MAPPER.readValue("{\"several\":null}", Cased.class).several())
                .isEmpty();
        assertThat(MAPPER.readValue("""
                                {"level":"NONE","state":"NONE","detail":"NONE","riskEpoch":0}""", UserRisk.class)).isEqualTo(UserRisk.CLEAR);
    }

    @Test
    void an_absent_number_or_yes_or_no_is_not_guessed() {
        assertThatThrownBy(() -> MAPPER.readValue(
                        "{\"factors\":[],\"passwordChangeable\":true,\"temporaryPasswordPending\":false}",
                        Capability.class))
                .isInstanceOf(JsonMappingException.class);
        assertThatThrownBy(() ->
                        MAPPER.readValue("{\"temporaryPasswordPending\":false,\"sessionEpoch\":1}", Capability.class))
                .isInstanceOf(JsonMappingException.class);
    }

    @Test
    void what_is_no_id_no_alternative_or_no_constant_is_refused() {
        assertThatThrownBy(() -> MAPPER.readValue("\"no-uuid\"", TenantId.class))
                .isInstanceOf(JsonMappingException.class);
        assertThatThrownBy(() -> MAPPER.readValue("{\"no-uuid\":1}", new TypeReference<Map<TenantId, Integer>>() {}))
                .isInstanceOf(JsonMappingException.class);
        assertThatThrownBy(() -> MAPPER.readValue("{\"type\":\"Trusted\"}", Standing.class))
                .isInstanceOf(JsonMappingException.class);
        assertThatThrownBy(() -> MAPPER.readValue("\"SOMEWHAT\"", RiskLevel.class))
                .isInstanceOf(JsonMappingException.class);
    }

    @Test
    void a_change_without_body_is_gone_and_says_so() throws JsonProcessingException {
        String text = MAPPER.writeValueAsString(new Change(1, TENANT, "key", 2, null));

        assertThat(text).isEqualTo("{\"position\":1,\"tenant\":\"" + TENANT + "\",\"key\":\"key\",\"version\":2}");
        assertThat(MAPPER.readValue(text, Change.class).isGone()).isTrue();
        assertThat(MAPPER.readValue(text.replace("}", ",\"body\":null}"), Change.class)
                        .isGone())
                .isTrue();
        assertThat(MAPPER.readValue(text.replace("}", ",\"body\":{\"a\":1}}"), Change.class)
                        .state()
                        .path("a")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_feeds_name_fits_into_a_path() {
        assertThat(new FeedName("risk-levels2")).hasToString("risk-levels2");
        for (String bad : List.of("", "Rules", "2rules", "ru/les", "ru les", "r".repeat(41))) {
            assertThatThrownBy(() -> new FeedName(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
