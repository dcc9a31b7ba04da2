package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.place.NamedLocation;
import io.homeward.accessrules.risk.RiskLevel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * When a policy applies. All must hold; an empty set of levels is no condition, an empty optional likewise.
 *
 * @param clientAppTypes never empty in a saved policy (1064)
 * @param unreadable conditions that are stored and that this version cannot evaluate, by name; any makes the whole
 *     unknown unless something else already rules the policy out
 * @param userActions where there are any, the policy is about these and about no application
 * @param flows ways from one device to another; empty is no condition
 */
public record Conditions(
        Set<RiskLevel> userRiskLevels,
        Set<RiskLevel> signInRiskLevels,
        Applications applications,
        Set<ClientAppType> clientAppTypes,
        Set<String> unreadable,
        Set<UserAction> userActions,
        Optional<Locations> locations,
        Optional<Platforms> platforms,
        Optional<DeviceFilter> devices,
        Set<TransferMethod> flows) {

    /** Applies always. */
    public static final Conditions NONE = of(Set.of(), Set.of(), Applications.ALL, Set.of(ClientAppType.ALL));

    public Conditions {
        userRiskLevels = Set.copyOf(userRiskLevels);
        signInRiskLevels = Set.copyOf(signInRiskLevels);
        requireNonNull(applications, "applications");
        clientAppTypes = Set.copyOf(clientAppTypes);
        unreadable = Set.copyOf(unreadable);
        userActions = Set.copyOf(userActions);
        requireNonNull(locations, "locations");
        requireNonNull(platforms, "platforms");
        requireNonNull(devices, "devices");
        flows = Set.copyOf(flows);
    }

    /** Those of the first format; the rest are added by {@code with}. */
    public static Conditions of(
            Set<RiskLevel> userRiskLevels,
            Set<RiskLevel> signInRiskLevels,
            Applications applications,
            Set<ClientAppType> clientAppTypes) {
        return new Conditions(
                userRiskLevels,
                signInRiskLevels,
                applications,
                clientAppTypes,
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of());
    }

    public static Conditions userRisk(RiskLevel... levels) {
        return of(Set.of(levels), Set.of(), Applications.ALL, Set.of(ClientAppType.ALL));
    }

    public static Conditions signInRisk(RiskLevel... levels) {
        return of(Set.of(), Set.of(levels), Applications.ALL, Set.of(ClientAppType.ALL));
    }

    /** About doing one of these, instead of using an application. */
    public static Conditions doing(UserAction... actions) {
        return NONE.with(Applications.NONE).with(Set.of(actions));
    }

    public Conditions with(Applications replaced) {
        return copy(each -> each.applications = replaced);
    }

    private Conditions with(Set<UserAction> replaced) {
        return copy(each -> each.userActions = replaced);
    }

    public Conditions with(Locations replaced) {
        return copy(each -> each.locations = Optional.of(replaced));
    }

    public Conditions with(Platforms replaced) {
        return copy(each -> each.platforms = Optional.of(replaced));
    }

    public Conditions with(DeviceFilter replaced) {
        return copy(each -> each.devices = Optional.of(replaced));
    }

    public Conditions with(TransferMethod... replaced) {
        return copy(each -> each.flows = Set.of(replaced));
    }

    public Conditions withUnreadable(Set<String> replaced) {
        return copy(each -> each.unreadable = replaced);
    }

    private Conditions copy(Consumer<Copy> change) {
        var copy = new Copy();
        change.accept(copy);
        return copy.made();
    }

    /** These conditions again, with what may be replaced as fields. */
    private final class Copy {
        private Applications applications = Conditions.this.applications;
        private Set<String> unreadable = Conditions.this.unreadable;
        private Set<UserAction> userActions = Conditions.this.userActions;
        private Optional<Locations> locations = Conditions.this.locations;
        private Optional<Platforms> platforms = Conditions.this.platforms;
        private Optional<DeviceFilter> devices = Conditions.this.devices;
        private Set<TransferMethod> flows = Conditions.this.flows;

        Conditions made() {
            return new Conditions(
                    userRiskLevels,
                    signInRiskLevels,
                    applications,
                    clientAppTypes,
                    unreadable,
                    userActions,
                    locations,
                    platforms,
                    devices,
                    flows);
        }
    }

    /** Which applications. Exclusion wins over inclusion. */
    public record Applications(boolean all, Set<ApplicationId> include, Set<ApplicationId> exclude) {
        public static final Applications ALL = new Applications(true, Set.of(), Set.of());
        public static final Applications NONE = new Applications(false, Set.of(), Set.of());

        public Applications {
            include = Set.copyOf(include);
            exclude = Set.copyOf(exclude);
        }

        Truth include(Optional<ApplicationId> application) {
            if (all && exclude.isEmpty()) {
                return Truth.TRUE;
            }
            if (!all && include.isEmpty()) {
                return Truth.FALSE;
            }
            return application
                    .map(id -> Truth.of((all || include.contains(id)) && !exclude.contains(id)))
                    .orElse(Truth.UNKNOWN);
        }
    }

    boolean aboutUserRisk() {
        return !userRiskLevels.isEmpty();
    }

    boolean aboutSignInRisk() {
        return !signInRiskLevels.isEmpty();
    }

    /** Whether this one holds; {@link Aspect#USERS} is not for conditions to say. */
    Truth hold(Aspect aspect, Circumstances circumstances, List<NamedLocation> known) {
        return switch (aspect) {
            case USERS -> Truth.TRUE;
            case APPLICATION -> application(circumstances);
            case USER_ACTION -> action(circumstances.action());
            case CLIENT_APP -> client(circumstances.client());
            case USER_RISK -> levels(userRiskLevels, circumstances.userRisk());
            case SIGN_IN_RISK -> levels(signInRiskLevels, circumstances.signInRisk());
            case LOCATION ->
                locations
                        .map(condition ->
                                condition.include(circumstances.surroundings().origin(), known))
                        .orElse(Truth.TRUE);
            case PLATFORM ->
                platforms
                        .map(condition ->
                                condition.include(circumstances.surroundings().platform()))
                        .orElse(Truth.TRUE);
            case DEVICE -> devices.isEmpty() ? Truth.TRUE : Truth.UNKNOWN;
            case AUTHENTICATION_FLOW -> flow(circumstances);
            case UNREADABLE -> unreadable.isEmpty() ? Truth.TRUE : Truth.UNKNOWN;
        };
    }

    /** A policy about an action says nothing of applications, and the other way round. */
    private Truth application(Circumstances circumstances) {
        if (!userActions.isEmpty()) {
            return Truth.TRUE;
        }
        return circumstances.action().isPresent() ? Truth.FALSE : applications.include(circumstances.application());
    }

    private Truth action(Optional<UserAction> action) {
        return userActions.isEmpty()
                ? Truth.TRUE
                : Truth.of(action.filter(userActions::contains).isPresent());
    }

    private Truth client(Optional<ClientAppType> client) {
        if (clientAppTypes.contains(ClientAppType.ALL)) {
            return Truth.TRUE;
        }
        return client.map(type -> Truth.of(clientAppTypes.contains(type))).orElse(Truth.UNKNOWN);
    }

    private Truth flow(Circumstances circumstances) {
        if (flows.isEmpty()) {
            return Truth.TRUE;
        }
        return circumstances
                .grant()
                .map(grant -> Truth.of(flows.stream().anyMatch(method -> method.is(grant))))
                .orElse(Truth.UNKNOWN);
    }

    private static Truth levels(Set<RiskLevel> named, Optional<RiskLevel> level) {
        if (named.isEmpty()) {
            return Truth.TRUE;
        }
        return level.map(known -> Truth.of(named.contains(known))).orElse(Truth.UNKNOWN);
    }
}
