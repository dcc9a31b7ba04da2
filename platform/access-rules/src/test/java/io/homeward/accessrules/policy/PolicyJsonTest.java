package io.homeward.accessrules.policy;

import static io.homeward.accessrules.situations.Ids.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.place.LocationId;
import io.homeward.accessrules.place.Platform;
import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.situations.Ids;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.SecondFactor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The records are the JSON of the change feed: a plain mapper writes them and reads the same again, and nothing else. */
class PolicyJsonTest {
    private static final LocationId PLACE = new LocationId(Ids.uuid("office"));

    private static final JsonMapper PLAIN = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @Test
    void rules_survive() throws Exception {
        var policy = new Policy(
                Ids.policy(1),
                "R-01",
                Policy.State.REPORT_ONLY,
                new People(Selection.EVERYONE, Selection.ofGroups(Ids.HIS_GROUP)),
                new Conditions(
                        Set.of(RiskLevel.HIGH),
                        Set.of(),
                        new Conditions.Applications(true, Set.of(), Set.of(Ids.APPLICATION)),
                        Set.of(ClientAppType.BROWSER),
                        Set.of("times"),
                        Set.of(UserAction.REGISTER_SECURITY_INFO),
                        Optional.of(Locations.allBut(new Locations.Places(false, true, Set.of(PLACE)))),
                        Optional.of(new Platforms(true, Set.of(), Set.of(Platform.IOS))),
                        Optional.of(new DeviceFilter(DeviceFilter.Mode.EXCLUDE, "device.isCompliant -eq True")),
                        Set.of(TransferMethod.DEVICE_CODE_FLOW)),
                Grant.MFA_AND_PASSWORD_CHANGE.with(Strength.PHISHING_RESISTANT).accepting(Set.of(FactorKind.PASSKEY)),
                Optional.of(new SessionControls(
                        Optional.of(SignInFrequency.every(Duration.ofHours(4))),
                        Optional.of(SessionControls.PersistentBrowser.NEVER))));
        var rules = new TenantRules(
                Ids.HOME,
                "Home",
                TenantRules.FORMAT,
                List.of(policy),
                new RegistrationPolicy(true, People.only(Selection.ofUsers(Ids.HE))),
                new ExternalAccess(
                        RiskLevel.MEDIUM,
                        new ExternalAccess.MfaTrust(false, Set.of(Ids.RESELLER), Set.of()),
                        true,
                        Set.of(Ids.CUSTOMER),
                        Set.of("https://idp.example"),
                        Set.of(Ids.WAIVER)),
                List.of(),
                Set.of(Ids.SOMEBODY_ELSE));

        assertThat(PLAIN.readValue(PLAIN.writeValueAsString(rules), TenantRules.class))
                .isEqualTo(rules);
    }

    @Test
    void a_risk_survives_with_a_detection_nobody_knows() throws Exception {
        var risk = new UserRisk(
                RiskLevel.HIGH,
                RiskState.AT_RISK,
                RiskDetail.NONE,
                Optional.of(NOW),
                7,
                List.of(new ActiveDetection(
                        Ids.detection("new"), new DetectionType("ofNextYear"), RiskLevel.HIGH, NOW)),
                Optional.of(Route.PASSWORD_CHANGE));

        assertThat(PLAIN.readValue(PLAIN.writeValueAsString(risk), UserRisk.class))
                .isEqualTo(risk);
        assertThat(PLAIN.readValue(PLAIN.writeValueAsString(UserRisk.CLEAR), UserRisk.class))
                .isEqualTo(UserRisk.CLEAR);
    }

    @Test
    void a_capability_survives() throws Exception {
        var capability = new Capability(
                List.of(new SecondFactor("key 1", FactorKind.PASSKEY, NOW, true, false)), true, false, 3);

        assertThat(PLAIN.readValue(PLAIN.writeValueAsString(capability), Capability.class))
                .isEqualTo(capability);
    }

    @Test
    void what_is_written_is_what_the_records_are_made_of() throws Exception {
        assertThat(PLAIN.readTree(PLAIN.writeValueAsString(UserRisk.CLEAR)).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "level", "state", "detail", "since", "riskEpoch", "detections", "routeAtOnset");
        assertThat(PLAIN.readTree(PLAIN.writeValueAsString(Capability.NONE)).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("factors", "passwordChangeable", "temporaryPasswordPending", "sessionEpoch");
    }
}
