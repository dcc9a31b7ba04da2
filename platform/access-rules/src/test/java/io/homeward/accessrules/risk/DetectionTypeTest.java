package io.homeward.accessrules.risk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DetectionTypeTest {

    @ParameterizedTest
    @CsvSource({
        // name, sign-in linked, closable by MFA, secret is known, threatens second factor, token theft, confirmed
        "unfamiliarFeatures,            true,  true,  false, false, false, false",
        "anonymizedIPAddress,           true,  true,  false, false, false, false",
        "maliciousIPAddress,            true,  true,  false, false, false, false",
        "impossibleTravel,              true,  true,  false, false, false, false",
        "mcasImpossibleTravel,          true,  true,  false, false, false, false",
        "unlikelyTravel,                true,  true,  false, false, false, false",
        "newCountry,                    true,  true,  false, false, false, false",
        "passwordSpray,                 true,  false, true,  false, false, false",
        "leakedCredentials,             false, false, true,  false, false, false",
        "userReportedSuspiciousActivity,false, false, true,  false, false, false",
        "anomalousToken,                true,  false, true,  true,  true,  false",
        "attackerinTheMiddle,           false, false, true,  true,  true,  false",
        "attemptedPrtAccess,            false, false, true,  false, true,  false",
        "mfaFatigue,                    true,  false, false, true,  false, false",
        "adminConfirmedUserCompromised, false, false, false, false, false, true",
        "adminConfirmedSigninCompromised,true, false, false, false, false, true",
        "suspiciousBrowser,             true,  false, false, false, false, false",
        "suspiciousAPITraffic,          false, false, false, false, false, false",
        "tokenIssuerAnomaly,            true,  false, true,  false, true,  false",
        "delegatedFanOut,               false, false, false, false, false, false",
        "commonPassword,                false, false, false, false, false, false",
    })
    void a_kind_of_detection_means(
            String name,
            boolean signInLinked,
            boolean closable,
            boolean secret,
            boolean secondFactor,
            boolean token,
            boolean confirmed) {
        var type = new DetectionType(name);

        assertThat(type.known()).isTrue();
        assertThat(type.signInLinked()).isEqualTo(signInLinked);
        assertThat(type.closableByMfa()).isEqualTo(closable);
        assertThat(type.provesTheSecretIsKnown()).isEqualTo(secret);
        assertThat(type.threatensSecondFactor()).isEqualTo(secondFactor);
        assertThat(type.tokenTheft()).isEqualTo(token);
        assertThat(type.confirmedCompromise()).isEqualTo(confirmed);
    }

    @Test
    void a_name_nobody_knows_survives_and_is_the_worst_in_every_respect() {
        var type = new DetectionType("somethingOfNextYear");

        assertThat(type.known()).isFalse();
        assertThat(type.wireName()).isEqualTo("somethingOfNextYear");
        assertThat(type.closableByMfa()).isFalse();
        assertThat(type.provesTheSecretIsKnown()).isTrue();
        assertThat(type.threatensSecondFactor()).isTrue();
        assertThat(type.tokenTheft()).isTrue();
        assertThat(type.confirmedCompromise()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(RiskLevel.class)
    void levels_are_read_as_they_are_written(RiskLevel level) {
        assertThat(RiskLevel.ofWire(level.wireName())).contains(level);
    }

    @ParameterizedTest
    @EnumSource(RiskState.class)
    void states_are_read_as_they_are_written(RiskState state) {
        assertThat(RiskState.ofWire(state.wireName())).contains(state);
    }

    @ParameterizedTest
    @EnumSource(RiskDetail.class)
    void details_are_read_as_they_are_written(RiskDetail detail) {
        assertThat(RiskDetail.ofWire(detail.wireName())).contains(detail);
    }

    @Test
    void levels_are_in_order_of_severity_and_hidden_is_none_of_them() {
        assertThat(RiskLevel.values()).containsExactly(RiskLevel.NONE, RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH);
        assertThat(RiskLevel.ofWire("hidden")).isEmpty();
        assertThat(RiskLevel.ofWire("HIGH")).isEmpty();
    }
}
