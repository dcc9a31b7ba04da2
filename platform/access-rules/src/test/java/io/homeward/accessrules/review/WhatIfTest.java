package io.homeward.accessrules.review;

import static io.homeward.accessrules.situations.Ids.APPLICATION;
import static io.homeward.accessrules.situations.Ids.CUSTOMER;
import static io.homeward.accessrules.situations.Ids.HE;
import static io.homeward.accessrules.situations.Ids.HIS_GROUP;
import static io.homeward.accessrules.situations.Ids.HOME;
import static io.homeward.accessrules.situations.Ids.NOW;
import static io.homeward.accessrules.situations.Ids.OTHER_GROUP;
import static io.homeward.accessrules.situations.Ids.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.entry.EntryDecision;
import io.homeward.accessrules.home.HomeDecision;
import io.homeward.accessrules.home.Step;
import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import io.homeward.accessrules.place.LocationId;
import io.homeward.accessrules.place.NamedLocation;
import io.homeward.accessrules.place.Origin;
import io.homeward.accessrules.place.Platform;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.Circumstances;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.policy.Effect;
import io.homeward.accessrules.policy.ExternalKind;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.policy.Locations;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.Platforms;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.PolicyValidation;
import io.homeward.accessrules.policy.Selection;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.TransferMethod;
import io.homeward.accessrules.policy.Truth;
import io.homeward.accessrules.policy.UserAction;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.situations.Ids;
import io.homeward.accessrules.standing.Capability;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WhatIfTest {
    private static final LocationId OFFICE = new LocationId(Ids.uuid("office"));
    private static final Subject MEMBER = Subject.member(HE, Set.of(HIS_GROUP), Set.of());
    private static final Surroundings WINDOWS_AT_HOME = new Surroundings(
            new Origin(Optional.of(IpAddress.of("203.0.113.7")), Optional.of(CountryCode.of("NO"))),
            Optional.of(Platform.WINDOWS),
            Optional.empty());

    private static TenantRules rules(Policy... policies) {
        return TenantRules.none(HOME, "Home")
                .withPolicies(List.of(policies))
                .withLocations(
                        List.of(new NamedLocation.Ip(OFFICE, "Office", List.of(IpRange.of("192.0.2.0/24")), true)));
    }

    private static Policy mfa(Conditions conditions) {
        return of(Policy.State.ENABLED, People.EVERYONE, conditions, Grant.MFA);
    }

    private static Policy of(Policy.State state, People people, Conditions conditions, Grant grant) {
        return new Policy(policy(1), "policy", state, people, conditions, grant);
    }

    private static Circumstances told(Subject subject) {
        return new Circumstances(
                subject,
                Optional.of(APPLICATION),
                Optional.of(ClientAppType.BROWSER),
                Optional.of(RiskLevel.NONE),
                Optional.of(RiskLevel.NONE),
                Optional.of(GrantKind.INTERACTIVE),
                WINDOWS_AT_HOME,
                Optional.empty());
    }

    private static Circumstances untold() {
        return new Circumstances(
                MEMBER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Surroundings.UNKNOWN,
                Optional.empty());
    }

    static Stream<Arguments> reasons() {
        var onlyOtherGroup = People.only(Selection.ofGroups(OTHER_GROUP));
        return Stream.of(
                Arguments.of(mfa(Conditions.NONE), "notSet"),
                Arguments.of(
                        of(Policy.State.DISABLED, People.EVERYONE, Conditions.NONE, Grant.MFA), "policyNotEnabled"),
                Arguments.of(of(Policy.State.REPORT_ONLY, People.EVERYONE, Conditions.NONE, Grant.MFA), "notSet"),
                Arguments.of(of(Policy.State.ENABLED, onlyOtherGroup, Conditions.NONE, Grant.MFA), "users"),
                Arguments.of(of(Policy.State.ENABLED, People.EVERYONE, Conditions.NONE, Grant.NOTHING), "emptyPolicy"),
                Arguments.of(
                        of(
                                Policy.State.ENABLED,
                                People.EVERYONE,
                                Conditions.NONE,
                                Grant.allOf(Control.PASSWORD_CHANGE)),
                        "invalidPolicy"),
                Arguments.of(mfa(Conditions.NONE.with(Conditions.Applications.NONE)), "application"),
                Arguments.of(mfa(Conditions.doing(UserAction.REGISTER_SECURITY_INFO)), "userActions"),
                Arguments.of(mfa(Conditions.userRisk(RiskLevel.HIGH)), "userRisk"),
                Arguments.of(mfa(Conditions.signInRisk(RiskLevel.HIGH)), "signInRisk"),
                Arguments.of(
                        mfa(Conditions.NONE.with(new Locations(Locations.Places.TRUSTED, Locations.Places.NONE))),
                        "location"),
                Arguments.of(
                        mfa(Conditions.NONE.with(new Platforms(false, Set.of(Platform.IOS), Set.of()))),
                        "devicePlatform"),
                Arguments.of(mfa(Conditions.NONE.with(TransferMethod.DEVICE_CODE_FLOW)), "authenticationFlow"),
                Arguments.of(
                        mfa(Conditions.of(
                                Set.of(), Set.of(), Conditions.Applications.ALL, Set.of(ClientAppType.OTHER))),
                        "clientApps"));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void a_policy_that_does_not_apply_says_why(Policy policy, String reason) {
        var answer = WhatIf.atHome(rules(policy), Hypothetical.of(told(MEMBER)), NOW)
                .policies()
                .getFirst();

        assertThat(answer.reasons()).extracting(AnalysisReason::wireName).containsExactly(reason);
        assertThat(answer.applies() == Truth.TRUE)
                .isEqualTo(Set.of("notSet", "emptyPolicy", "invalidPolicy").contains(reason));
    }

    @Test
    void what_was_not_said_is_not_enough_information_and_named() {
        var policy = mfa(Conditions.signInRisk(RiskLevel.HIGH).with(Locations.allBut(Locations.Places.TRUSTED)));

        var answer = WhatIf.atHome(rules(policy), Hypothetical.of(untold()), NOW);

        assertThat(answer.policies().getFirst().applies()).isEqualTo(Truth.UNKNOWN);
        assertThat(answer.policies().getFirst().reasons())
                .containsExactlyInAnyOrder(
                        AnalysisReason.NOT_ENOUGH_INFORMATION, AnalysisReason.SIGN_IN_RISK, AnalysisReason.LOCATION);
        assertThat(answer.assumed()).containsExactlyInAnyOrder(Hypothetical.Assumption.values());
    }

    @Test
    void the_outcome_names_rule_code_and_what_is_asked_in_order() {
        var atRisk = new Circumstances(
                MEMBER,
                Optional.of(APPLICATION),
                Optional.of(ClientAppType.BROWSER),
                Optional.of(RiskLevel.HIGH),
                Optional.of(RiskLevel.NONE),
                Optional.of(GrantKind.INTERACTIVE),
                WINDOWS_AT_HOME,
                Optional.empty());
        var rules = rules(of(
                Policy.State.ENABLED,
                People.EVERYONE,
                Conditions.userRisk(RiskLevel.HIGH),
                Grant.MFA_AND_PASSWORD_CHANGE));

        var capable =
                WhatIf.atHome(rules, Hypothetical.of(atRisk), NOW).decision().orElseThrow();
        var incapable = WhatIf.atHome(rules, Hypothetical.of(atRisk).with(Capability.NONE), NOW)
                .decision()
                .orElseThrow();

        assertThat(capable.rule()).isEqualTo(Rule.H8);
        assertThat(capable.code().number()).isEqualTo(50135);
        assertThat(((HomeDecision.Prompt) capable).steps()).containsExactly(Step.MFA, Step.PASSWORD_CHANGE);
        assertThat(incapable.rule()).isEqualTo(Rule.H9);
    }

    @Test
    void doing_something_is_no_sign_in_and_has_an_effect_alone() {
        var answer = WhatIf.atHome(
                rules(of(
                        Policy.State.ENABLED,
                        People.EVERYONE,
                        Conditions.doing(UserAction.REGISTER_SECURITY_INFO),
                        Grant.BLOCK)),
                Hypothetical.of(told(MEMBER).doing(UserAction.REGISTER_SECURITY_INFO)),
                NOW);

        assertThat(answer.decision()).isEmpty();
        assertThat(answer.effect()).isEqualTo(new Effect.Block());
    }

    @Test
    void a_technician_at_high_risk_is_kept_out_whatever_the_policies_say() {
        var technician = Subject.external(
                HE, ExternalKind.SERVICE_PROVIDER, CUSTOMER, Set.of(), Set.of(Ids.role("helpdesk administrator")));
        var calm = told(technician);
        var atRisk = new Circumstances(
                technician,
                calm.application(),
                calm.client(),
                Optional.of(RiskLevel.HIGH),
                calm.signInRisk(),
                calm.grant(),
                calm.surroundings(),
                Optional.empty());

        assertThat(WhatIf.abroad(rules(), Hypothetical.of(calm), NOW).decision())
                .get()
                .isInstanceOf(EntryDecision.Admitted.class);
        assertThat(WhatIf.abroad(rules(mfa(Conditions.NONE)), Hypothetical.of(calm), NOW)
                        .decision()
                        .orElseThrow()
                        .rule())
                .isEqualTo(Rule.D16);
        assertThat(WhatIf.abroad(rules(), Hypothetical.of(atRisk), NOW)
                        .decision()
                        .orElseThrow()
                        .code()
                        .number())
                .isEqualTo(530034);
    }

    @Test
    void a_location_is_as_large_as_a_place_can_be() {
        assertThat(PolicyValidation.check(
                        new NamedLocation.Ip(OFFICE, "Office", List.of(IpRange.of("192.0.2.0/24")), true)))
                .isEmpty();
        assertThat(PolicyValidation.check(new NamedLocation.Ip(OFFICE, "Nowhere", List.of(), true)))
                .extracting(PolicyValidation.Violation::kind)
                .containsExactly(PolicyValidation.Kind.LOCATION_SIZE);
        assertThat(PolicyValidation.check(
                        new NamedLocation.Ip(OFFICE, "World", List.of(IpRange.of("0.0.0.0/0")), true)))
                .extracting(PolicyValidation.Violation::kind)
                .containsExactly(PolicyValidation.Kind.RANGE_TOO_WIDE);
        assertThat(PolicyValidation.check(new NamedLocation.Country(OFFICE, "None", Set.of(), false)))
                .extracting(PolicyValidation.Violation::kind)
                .containsExactly(PolicyValidation.Kind.LOCATION_SIZE);
    }

    @Test
    void the_posture_says_by_what_and_for_whom() {
        var everyone = of(
                Policy.State.ENABLED,
                People.EVERYONE,
                Conditions.userRisk(RiskLevel.HIGH),
                Grant.MFA_AND_PASSWORD_CHANGE);
        var butOne = of(
                Policy.State.ENABLED,
                People.EVERYONE.except(Selection.ofUsers(HE)),
                Conditions.userRisk(RiskLevel.HIGH),
                Grant.MFA_AND_PASSWORD_CHANGE);
        var mfaForRisk = mfa(Conditions.signInRisk(RiskLevel.MEDIUM, RiskLevel.HIGH));

        assertThat(words(rules())).isEqualTo("none for nobody");
        assertThat(words(rules(everyone))).isEqualTo("securePasswordChange for everyone");
        assertThat(words(rules(everyone, mfaForRisk))).isEqualTo("both for everyone");
        assertThat(words(rules(butOne))).isEqualTo("securePasswordChange for some, else [ADMINISTRATOR]");
        assertThat(words(rules(everyone.with(Policy.State.REPORT_ONLY)))).isEqualTo("none for nobody");
        assertThat(words(rules(mfa(Conditions.userRisk(RiskLevel.HIGH))))).isEqualTo("administrator for nobody");
        assertThat(words(rules(
                        of(Policy.State.ENABLED, People.EVERYONE, Conditions.userRisk(RiskLevel.HIGH), Grant.BLOCK))))
                .isEqualTo("blocked for nobody");
        assertThat(HomePosture.of(rules(everyone)).at(RiskLevel.LOW).way()).isEqualTo(HomePosture.Way.NONE);
    }

    private static String words(TenantRules rules) {
        var high = HomePosture.of(rules).at(RiskLevel.HIGH);
        return high.way().wireName()
                + " for "
                + high.selfRemediation().wireName()
                + (high.others().isEmpty() ? "" : ", else " + high.others());
    }
}
