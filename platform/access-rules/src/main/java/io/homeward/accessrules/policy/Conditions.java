package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.risk.RiskLevel;
import java.util.Optional;
import java.util.Set;

/**
 * When a policy applies. All must hold; an empty set of levels is no condition.
 *
 * @param clientAppTypes never empty in a saved policy (1064)
 * @param unreadable conditions that are stored and that this version cannot evaluate, by name; any makes the whole
 *     unknown unless something else already rules the policy out
 */
public record Conditions(
        Set<RiskLevel> userRiskLevels,
        Set<RiskLevel> signInRiskLevels,
        Applications applications,
        Set<ClientAppType> clientAppTypes,
        Set<String> unreadable) {

    /** Applies always. */
    public static final Conditions NONE =
            new Conditions(Set.of(), Set.of(), Applications.ALL, Set.of(ClientAppType.ALL), Set.of());

    public Conditions {
        userRiskLevels = Set.copyOf(userRiskLevels);
        signInRiskLevels = Set.copyOf(signInRiskLevels);
        requireNonNull(applications, "applications");
        clientAppTypes = Set.copyOf(clientAppTypes);
        unreadable = Set.copyOf(unreadable);
    }

    public static Conditions userRisk(RiskLevel... levels) {
        return new Conditions(Set.of(levels), Set.of(), Applications.ALL, Set.of(ClientAppType.ALL), Set.of());
    }

    public static Conditions signInRisk(RiskLevel... levels) {
        return new Conditions(Set.of(), Set.of(levels), Applications.ALL, Set.of(ClientAppType.ALL), Set.of());
    }

    /** Which applications. Exclusion wins over inclusion. */
    public record Applications(boolean all, Set<ApplicationId> include, Set<ApplicationId> exclude) {
        public static final Applications ALL = new Applications(true, Set.of(), Set.of());

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

    Truth hold(Circumstances circumstances) {
        return withoutSignInRisk(circumstances).and(levels(signInRiskLevels, circumstances.signInRisk()));
    }

    /** The same with the sign-in risk left out of account, for a sign-in that could not be scored (H17). */
    Truth withoutSignInRisk(Circumstances circumstances) {
        return Truth.of(unreadable.isEmpty())
                .or(Truth.UNKNOWN)
                .and(applications.include(circumstances.application()))
                .and(client(circumstances.client()))
                .and(levels(userRiskLevels, circumstances.userRisk()));
    }

    private Truth client(Optional<ClientAppType> client) {
        if (clientAppTypes.contains(ClientAppType.ALL)) {
            return Truth.TRUE;
        }
        return client.map(type -> Truth.of(clientAppTypes.contains(type))).orElse(Truth.UNKNOWN);
    }

    private static Truth levels(Set<RiskLevel> named, Optional<RiskLevel> level) {
        if (named.isEmpty()) {
            return Truth.TRUE;
        }
        return level.map(known -> Truth.of(named.contains(known))).orElse(Truth.UNKNOWN);
    }
}
