package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.place.NamedLocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is refused when it is saved, so that no decision ever meets it. */
public final class PolicyValidation {

    /** Graph's bound. */
    private static final int MOST_RANGES = 2000;

    /** A range this wide is no place. */
    private static final int WIDEST = 8;

    private PolicyValidation() {}

    /** Why something cannot be saved. */
    public enum Kind {
        /** 1032: {@code passwordChange} without {@code mfa}, or joined to it by {@code OR}. */
        PASSWORD_CHANGE_WITHOUT_MFA,
        /** 1032: {@code passwordChange} on a policy without {@code userRiskLevels}. */
        PASSWORD_CHANGE_WITHOUT_USER_RISK,
        /** 1032: {@code passwordChange} for some applications only. */
        PASSWORD_CHANGE_NOT_FOR_ALL_APPLICATIONS,
        /** 1032: {@code passwordChange} beside another condition or another control. */
        PASSWORD_CHANGE_WITH_SOMETHING_ELSE,
        /** 1064: {@code clientAppTypes} is empty. */
        NO_CLIENT_APP_TYPES,
        /** {@code block} beside another control, which would never be asked for. */
        BLOCK_WITH_SOMETHING_ELSE,
        /** Neither a grant nor a session control. */
        DEMANDS_NOTHING,
        /** Nobody is included. */
        NO_USERS,
        /** A user action beside applications, or in report-only mode. */
        USER_ACTION_WITH_SOMETHING_ELSE,
        /** A condition about locations or platforms that includes none. */
        EMPTY_CONDITION,
        /** An authentication strength that no factor here satisfies. */
        NO_FACTOR_SATISFIES,
        /** A sign-in frequency shorter than an hour, longer than a year, or not in whole hours. */
        FREQUENCY_OUT_OF_RANGE,
        UNKNOWN_USER,
        UNKNOWN_GROUP,
        UNKNOWN_ROLE,
        UNKNOWN_LOCATION,
        UNKNOWN_APPLICATION,
        /** A named location without ranges or countries, or with more than can be kept. */
        LOCATION_SIZE,
        /** A range of addresses as wide as a large part of the internet. */
        RANGE_TOO_WIDE,
        /** D13: a threshold for external people that is looser than the built-in one. */
        THRESHOLD_LOOSER_THAN_BUILT_IN
    }

    /**
     * @param code the number a client sees: 1032 and 1064 as administrators' scripts know them, otherwise 400
     * @param message for the administrator
     */
    public record Violation(Kind kind, int code, String message) {
        public Violation {
            requireNonNull(kind, "kind");
            requireNonNull(message, "message");
        }
    }

    /** All violations, not the first. */
    public static List<Violation> check(Policy policy) {
        var found = new ArrayList<Violation>();
        var grant = policy.grant();
        if (policy.conditions().clientAppTypes().isEmpty()) {
            found.add(new Violation(
                    Kind.NO_CLIENT_APP_TYPES,
                    1064,
                    "clientAppTypes must name at least one type; use all for every one."));
        }
        if (grant.controls().contains(Control.BLOCK)
                && (grant.controls().size() > 1
                        || !grant.unknownControls().isEmpty()
                        || !grant.mfa().any())) {
            found.add(invalid(Kind.BLOCK_WITH_SOMETHING_ELSE, "block cannot be combined with another control."));
        }
        if (grant.controls().contains(Control.PASSWORD_CHANGE)) {
            passwordChange(policy, found);
        }
        demands(policy, found);
        conditions(policy, found);
        return List.copyOf(found);
    }

    /**
     * The same, and whoever or whatever the policy names and the tenant does not have.
     *
     * @param known of what the policy names ({@link Mentions#of(Policy)}), what there is
     */
    public static List<Violation> check(Policy policy, Mentions known) {
        var found = new ArrayList<>(check(policy));
        if (policy.people().include().empty()) {
            found.add(invalid(Kind.NO_USERS, "A policy includes at least one user, group, role or kind of guest."));
        }
        var unknown = Mentions.of(policy).without(known);
        unknown(found, Kind.UNKNOWN_USER, "user", unknown.users());
        unknown(found, Kind.UNKNOWN_GROUP, "group", unknown.groups());
        unknown(found, Kind.UNKNOWN_ROLE, "directory role", unknown.roles());
        unknown(found, Kind.UNKNOWN_LOCATION, "named location", unknown.locations());
        unknown(found, Kind.UNKNOWN_APPLICATION, "application", unknown.applications());
        return List.copyOf(found);
    }

    /** D13. */
    public static List<Violation> check(ExternalAccess access) {
        return access.threshold() == access.effectiveThreshold()
                ? List.of()
                : List.of(
                        invalid(
                                Kind.THRESHOLD_LOOSER_THAN_BUILT_IN,
                                "The threshold for external people can be high, medium or low. Switching it off would be looser than the built-in rule (D13)."));
    }

    public static List<Violation> check(NamedLocation location) {
        var found = new ArrayList<Violation>();
        switch (location) {
            case NamedLocation.Ip ip -> {
                if (ip.ranges().isEmpty() || ip.ranges().size() > MOST_RANGES) {
                    found.add(invalid(Kind.LOCATION_SIZE, "ipRanges has 1 to " + MOST_RANGES + " ranges."));
                }
                ip.ranges().stream()
                        .filter(range -> range.bits() < WIDEST)
                        .forEach(range -> found.add(invalid(
                                Kind.RANGE_TOO_WIDE, range + " is too wide: a range is /" + WIDEST + " or narrower.")));
            }
            case NamedLocation.Country country -> {
                if (country.countries().isEmpty() && !country.unknownToo()) {
                    found.add(invalid(Kind.LOCATION_SIZE, "countriesAndRegions names at least one."));
                }
            }
        }
        return List.copyOf(found);
    }

    private static void demands(Policy policy, List<Violation> found) {
        var session = policy.sessionControls();
        if (policy.grant().empty() && session.equals(SessionControls.NONE)) {
            found.add(invalid(Kind.DEMANDS_NOTHING, "A policy needs grantControls or sessionControls."));
        }
        if (policy.grant().accepted().filter(Set::isEmpty).isPresent()) {
            found.add(
                    invalid(
                            Kind.NO_FACTOR_SATISFIES,
                            "No factor that people can register here satisfies this authentication strength; the policy would block everybody."));
        }
        session.signInFrequency()
                .flatMap(SignInFrequency::every)
                .filter(every -> !inRange(every))
                .ifPresent(every -> found.add(invalid(
                        Kind.FREQUENCY_OUT_OF_RANGE,
                        "signInFrequency is 1 hour to 365 days, in whole hours or days.")));
    }

    private static boolean inRange(Duration every) {
        return every.compareTo(SignInFrequency.SHORTEST) >= 0
                && every.compareTo(SignInFrequency.LONGEST) <= 0
                && every.toSeconds() % Duration.ofHours(1).toSeconds() == 0;
    }

    private static void conditions(Policy policy, List<Violation> found) {
        var conditions = policy.conditions();
        if (!conditions.userActions().isEmpty()) {
            if (!conditions.applications().equals(Conditions.Applications.NONE)) {
                found.add(invalid(
                        Kind.USER_ACTION_WITH_SOMETHING_ELSE,
                        "includeUserActions cannot be combined with applications."));
            }
            if (policy.state() == Policy.State.REPORT_ONLY) {
                found.add(invalid(
                        Kind.USER_ACTION_WITH_SOMETHING_ELSE,
                        "A policy about user actions cannot be in report-only mode."));
            }
        }
        if (conditions.locations().filter(where -> where.include().empty()).isPresent()) {
            found.add(invalid(Kind.EMPTY_CONDITION, "includeLocations names All, AllTrusted or locations."));
        }
        if (conditions
                .platforms()
                .filter(which -> !which.all() && which.include().isEmpty())
                .isPresent()) {
            found.add(invalid(Kind.EMPTY_CONDITION, "includePlatforms names all or platforms."));
        }
    }

    private static void passwordChange(Policy policy, List<Violation> found) {
        var grant = policy.grant();
        var conditions = policy.conditions();
        if (!grant.controls().contains(Control.MFA) || grant.operator() != Grant.Operator.AND) {
            found.add(new Violation(
                    Kind.PASSWORD_CHANGE_WITHOUT_MFA,
                    1032,
                    "passwordChange must be combined with mfa by the operator AND."));
        }
        if (conditions.userRiskLevels().isEmpty()) {
            found.add(new Violation(
                    Kind.PASSWORD_CHANGE_WITHOUT_USER_RISK, 1032, "passwordChange is only valid with userRiskLevels."));
        }
        if (!conditions.applications().equals(Conditions.Applications.ALL)) {
            found.add(new Violation(
                    Kind.PASSWORD_CHANGE_NOT_FOR_ALL_APPLICATIONS,
                    1032,
                    "passwordChange must apply to all applications without exclusions."));
        }
        if (!onlyAboutUserRisk(conditions) || !grant.unknownControls().isEmpty()) {
            found.add(
                    new Violation(
                            Kind.PASSWORD_CHANGE_WITH_SOMETHING_ELSE,
                            1032,
                            "passwordChange cannot be combined with a condition other than userRiskLevels, or with a control other than mfa."));
        }
    }

    private static boolean onlyAboutUserRisk(Conditions conditions) {
        return conditions.signInRiskLevels().isEmpty()
                && conditions.unreadable().isEmpty()
                && conditions.userActions().isEmpty()
                && conditions.locations().isEmpty()
                && conditions.platforms().isEmpty()
                && conditions.devices().isEmpty()
                && conditions.flows().isEmpty()
                && (conditions.clientAppTypes().isEmpty()
                        || conditions.clientAppTypes().contains(ClientAppType.ALL));
    }

    private static void unknown(List<Violation> found, Kind kind, String what, Set<?> ids) {
        if (!ids.isEmpty()) {
            var names = ids.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
            found.add(invalid(kind, "There is no " + what + " " + names + "."));
        }
    }

    private static Violation invalid(Kind kind, String message) {
        return new Violation(kind, 400, message);
    }
}
