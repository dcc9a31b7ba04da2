package io.homeward.accessrules.situations;

import static io.homeward.accessrules.situations.Ids.NOW;
import static io.homeward.accessrules.situations.Tables.all;
import static io.homeward.accessrules.situations.Tables.constant;
import static io.homeward.accessrules.situations.Tables.or;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.policy.ExternalKind;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.Selection;
import io.homeward.accessrules.policy.Strength;
import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.SecondFactor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The words the tables share: policies, risks, factors. Ages are counted back from {@link Ids#NOW}. */
final class Given {
    private Given() {}

    /**
     * A policy. Whom: {@code him} (default, among everyone), {@code hisGroup}, {@code otherGroup}, {@code somebodyElse},
     * {@code nobody}, {@code everyone}, {@code serviceProviders}, {@code guests}.
     */
    record PolicyRow(
            List<String> userRisk,
            List<String> signInRisk,
            List<String> grant,
            String operator,
            String strength,
            List<String> unknownControls,
            String state,
            String include,
            String exclude,
            String applications,
            List<String> clients,
            List<String> unreadable) {

        Policy policy(int number) {
            return new Policy(
                    Ids.policy(number),
                    "policy " + number,
                    itsState(),
                    new People(selection(or(include, "everyone")), selection(or(exclude, "nobody"))),
                    Conditions.of(levels(userRisk), levels(signInRisk), itsApplications(), clientTypes())
                            .withUnreadable(Set.copyOf(all(unreadable))),
                    new Grant(
                            constant(Grant.Operator.class, operator, Grant.Operator.AND),
                            controls(),
                            constant(Strength.class, strength, Strength.ANY_MFA),
                            Set.copyOf(all(unknownControls))));
        }

        private Policy.State itsState() {
            return constant(Policy.State.class, state, Policy.State.ENABLED);
        }

        private Set<Control> controls() {
            var controls = EnumSet.noneOf(Control.class);
            all(grant).forEach(word -> controls.add(constant(Control.class, word)));
            return controls;
        }

        private Set<ClientAppType> clientTypes() {
            return clients == null
                    ? Set.of(ClientAppType.ALL)
                    : clients.stream()
                            .map(word -> ClientAppType.ofWire(word).orElseThrow())
                            .collect(Collectors.toSet());
        }

        private Conditions.Applications itsApplications() {
            return switch (or(applications, "all")) {
                case "all" -> Conditions.Applications.ALL;
                case "this" -> new Conditions.Applications(false, Set.of(Ids.APPLICATION), Set.of());
                case "other" -> new Conditions.Applications(false, Set.of(Ids.OTHER_APPLICATION), Set.of());
                case "allButThis" -> new Conditions.Applications(true, Set.of(), Set.of(Ids.APPLICATION));
                case "allButOther" -> new Conditions.Applications(true, Set.of(), Set.of(Ids.OTHER_APPLICATION));
                case "none" -> new Conditions.Applications(false, Set.of(), Set.of());
                default -> throw new IllegalArgumentException("applications: " + applications);
            };
        }
    }

    static Selection selection(String word) {
        return switch (word) {
            case "everyone" -> Selection.EVERYONE;
            case "nobody" -> Selection.NOBODY;
            case "him" -> Selection.ofUsers(Ids.HE);
            case "somebodyElse" -> Selection.ofUsers(Ids.SOMEBODY_ELSE);
            case "hisGroup" -> Selection.ofGroups(Ids.HIS_GROUP);
            case "otherGroup" -> Selection.ofGroups(Ids.OTHER_GROUP);
            case "serviceProviders" -> Selection.ofExternals(ExternalKind.SERVICE_PROVIDER);
            case "guests" -> Selection.ofExternals(ExternalKind.B2B_COLLABORATION_GUEST);
            case "serviceProvidersOfReseller" ->
                new Selection(
                        false,
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(ExternalKind.SERVICE_PROVIDER),
                        Set.of(Ids.RESELLER));
            case "helpdeskAdministrators" ->
                new Selection(
                        false, Set.of(), Set.of(), Set.of(Ids.role("helpdesk administrator")), Set.of(), Set.of());
            default -> throw new IllegalArgumentException("people: " + word);
        };
    }

    static List<Policy> policies(List<PolicyRow> rows) {
        var policies = new ArrayList<Policy>();
        for (var row : all(rows)) {
            policies.add(row.policy(policies.size() + 1));
        }
        return policies;
    }

    static Set<RiskLevel> levels(List<String> words) {
        var levels = EnumSet.noneOf(RiskLevel.class);
        all(words).forEach(word -> levels.add(RiskLevel.ofWire(word).orElseThrow()));
        return levels;
    }

    /** {@code "totp"}, thirty days old, not confirmed, unless it says otherwise. Passkeys are phishing-resistant. */
    record FactorRow(String kind, Duration age, Boolean confirmed) {
        SecondFactor factor() {
            var what = constant(FactorKind.class, kind);
            return new SecondFactor(
                    kind,
                    what,
                    NOW.minus(or(age, Duration.ofDays(30))),
                    what == FactorKind.PASSKEY || what == FactorKind.SECURITY_KEY,
                    or(confirmed, false));
        }
    }

    static List<SecondFactor> factors(List<FactorRow> rows) {
        return all(rows).stream().map(FactorRow::factor).toList();
    }

    /** @param activity how long ago what it is evidence of began; an hour unless said */
    record DetectionRow(String type, String level, Duration activity) {
        ActiveDetection detection() {
            return new ActiveDetection(
                    Ids.detection(type),
                    new DetectionType(type),
                    RiskLevel.ofWire(or(level, "medium")).orElseThrow(),
                    NOW.minus(or(activity, Duration.ofHours(1))));
        }
    }

    static List<ActiveDetection> detections(List<DetectionRow> rows) {
        return all(rows).stream().map(DetectionRow::detection).toList();
    }

    /** An open risk that began an hour ago, unless it says otherwise. */
    record RiskRow(
            String level,
            String state,
            List<DetectionRow> detections,
            Duration since,
            Long epoch,
            String routeAtOnset) {
        UserRisk risk() {
            return new UserRisk(
                    RiskLevel.ofWire(level).orElseThrow(),
                    state == null ? RiskState.AT_RISK : RiskState.ofWire(state).orElseThrow(),
                    RiskDetail.NONE,
                    Optional.of(NOW.minus(or(since, Duration.ofHours(1)))),
                    or(epoch, 1L),
                    Given.detections(detections),
                    Optional.ofNullable(routeAtOnset).map(word -> constant(Route.class, word)));
        }
    }

    static UserRisk risk(RiskRow row) {
        return row == null ? UserRisk.CLEAR : row.risk();
    }

    static <T extends Enum<T>> Set<T> constants(Class<T> type, List<String> words) {
        return words.stream().map(word -> constant(type, word)).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
