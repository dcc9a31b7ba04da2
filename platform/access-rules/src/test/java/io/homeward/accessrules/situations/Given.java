package io.homeward.accessrules.situations;

import static io.homeward.accessrules.situations.Ids.NOW;
import static io.homeward.accessrules.situations.Tables.all;
import static io.homeward.accessrules.situations.Tables.constant;
import static io.homeward.accessrules.situations.Tables.or;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import io.homeward.accessrules.place.LocationId;
import io.homeward.accessrules.place.NamedLocation;
import io.homeward.accessrules.place.Origin;
import io.homeward.accessrules.place.Platform;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.policy.DeviceFilter;
import io.homeward.accessrules.policy.ExternalKind;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.policy.Locations;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.Platforms;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.Selection;
import io.homeward.accessrules.policy.SessionControls;
import io.homeward.accessrules.policy.SignInFrequency;
import io.homeward.accessrules.policy.Strength;
import io.homeward.accessrules.policy.TransferMethod;
import io.homeward.accessrules.policy.UserAction;
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
import java.util.stream.Stream;

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
            List<String> unreadable,
            String from,
            String notFrom,
            List<String> platforms,
            List<String> notPlatforms,
            List<String> flows,
            List<String> actions,
            String deviceFilter,
            List<String> accepted,
            String every,
            String everySecondFactor) {

        Policy policy(int number) {
            return new Policy(
                    Ids.policy(number),
                    "policy " + number,
                    itsState(),
                    new People(selection(or(include, "everyone")), selection(or(exclude, "nobody"))),
                    conditions(),
                    new Grant(
                            constant(Grant.Operator.class, operator, Grant.Operator.AND),
                            controls(),
                            constant(Strength.class, strength, Strength.ANY_MFA),
                            Set.copyOf(all(unknownControls)),
                            Optional.ofNullable(accepted).map(kinds -> Given.constants(FactorKind.class, kinds))),
                    session());
        }

        private Conditions conditions() {
            return new Conditions(
                    levels(userRisk),
                    levels(signInRisk),
                    actions == null ? itsApplications() : Conditions.Applications.NONE,
                    clientTypes(),
                    Set.copyOf(all(unreadable)),
                    all(actions).stream()
                            .map(word -> UserAction.ofWire("urn:user:" + word).orElseThrow())
                            .collect(Collectors.toSet()),
                    from == null && notFrom == null
                            ? Optional.empty()
                            : Optional.of(new Locations(places(or(from, "anywhere")), places(or(notFrom, "nowhere")))),
                    platforms == null && notPlatforms == null
                            ? Optional.empty()
                            : Optional.of(
                                    new Platforms(platforms == null, platforms(platforms), platforms(notPlatforms))),
                    Optional.ofNullable(deviceFilter).map(rule -> new DeviceFilter(DeviceFilter.Mode.INCLUDE, rule)),
                    all(flows).stream()
                            .map(word -> TransferMethod.ofWire(word).orElseThrow())
                            .collect(Collectors.toSet()));
        }

        /** {@code "time"} is every time; anything else a time in ISO 8601. */
        private Optional<SessionControls> session() {
            return Stream.of(
                            Optional.ofNullable(every)
                                    .map(time -> frequency(time, SignInFrequency.Covers.PRIMARY_AND_SECONDARY)),
                            Optional.ofNullable(everySecondFactor)
                                    .map(time -> frequency(time, SignInFrequency.Covers.SECONDARY)))
                    .flatMap(Optional::stream)
                    .map(SessionControls::of)
                    .findFirst();
        }

        private static SignInFrequency frequency(String time, SignInFrequency.Covers covers) {
            return new SignInFrequency(
                    time.equals("time") ? Optional.empty() : Optional.of(Duration.parse(time)), covers);
        }

        private static Set<Platform> platforms(List<String> words) {
            return all(words).stream()
                    .map(word -> Platform.ofWire(word).orElseThrow())
                    .collect(Collectors.toSet());
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

    static final LocationId OFFICE = new LocationId(Ids.uuid("office"));
    static final LocationId NORWAY = new LocationId(Ids.uuid("norway"));

    /** The office is trusted; the café is an address of nobody's; Norway takes in what belongs to no country. */
    static List<NamedLocation> locations() {
        return List.of(
                new NamedLocation.Ip(
                        OFFICE, "Office", List.of(IpRange.of("192.0.2.0/24"), IpRange.of("2001:db8:77::/48")), true),
                new NamedLocation.Country(NORWAY, "Norway", Set.of(CountryCode.of("NO")), true));
    }

    static Locations.Places places(String word) {
        return switch (word) {
            case "anywhere" -> Locations.Places.ALL;
            case "nowhere" -> Locations.Places.NONE;
            case "trusted" -> Locations.Places.TRUSTED;
            case "office" -> Locations.Places.of(OFFICE);
            case "norway" -> Locations.Places.of(NORWAY);
            case "gone" -> Locations.Places.of(new LocationId(Ids.uuid("gone")));
            default -> throw new IllegalArgumentException("places: " + word);
        };
    }

    /** @param ip an address, or absent where it is not known */
    static Surroundings surroundings(String ip, String country, String platform) {
        return new Surroundings(
                new Origin(
                        Optional.ofNullable(ip).map(IpAddress::of),
                        Optional.ofNullable(country).map(CountryCode::of)),
                Optional.ofNullable(platform).flatMap(Platform::ofWire),
                Optional.empty());
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
