package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.PolicyId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One conditional-access policy, as far as decisions need it.
 *
 * @param session empty where it demands nothing of sessions
 */
public record Policy(
        PolicyId id,
        String name,
        State state,
        People people,
        Conditions conditions,
        Grant grant,
        Optional<SessionControls> session) {
    public Policy {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(state, "state");
        requireNonNull(people, "people");
        requireNonNull(conditions, "conditions");
        requireNonNull(grant, "grant");
        requireNonNull(session, "session");
    }

    /** Demands nothing of sessions. */
    public Policy(PolicyId id, String name, State state, People people, Conditions conditions, Grant grant) {
        this(id, name, state, people, conditions, grant, Optional.empty());
    }

    public Policy with(SessionControls controls) {
        return new Policy(id, name, state, people, conditions, grant, Optional.of(controls));
    }

    public Policy with(State replaced) {
        return new Policy(id, name, replaced, people, conditions, grant, session);
    }

    public SessionControls sessionControls() {
        return session.orElse(SessionControls.NONE);
    }

    private static final Set<Aspect> ALL_BUT_SIGN_IN_RISK = EnumSet.complementOf(EnumSet.of(Aspect.SIGN_IN_RISK));

    /** Graph: {@code state}. */
    public enum State {
        ENABLED("enabled"),
        /** Evaluated and recorded, shown to nobody, and remediates nothing. */
        REPORT_ONLY("enabledForReportingButNotEnforced"),
        DISABLED("disabled");

        private final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }

        public static Optional<State> ofWire(String wireName) {
            return Stream.of(values())
                    .filter(state -> state.wireName.equals(wireName))
                    .findFirst();
        }
    }

    /** Answers to the account's risk: H8, H10, H19. */
    public boolean aboutUserRisk() {
        return conditions.aboutUserRisk();
    }

    /** Answers to the risk of one sign-in: H5, H7. */
    public boolean aboutSignInRisk() {
        return conditions.aboutSignInRisk();
    }

    /** About doing something, registering a factor for one, and about no application. */
    public boolean aboutActions() {
        return !conditions.userActions().isEmpty();
    }

    /** A block without condition and without exclusion. */
    public boolean blocksEveryoneAlways() {
        return grant.blocks() && unconditional();
    }

    /** No condition but that people are people; known to apply even in a format this version does not know. */
    private boolean unconditional() {
        return people.include().everyone() && people.exclude().empty() && conditions.equals(Conditions.NONE);
    }

    /** What this policy says to these circumstances, by rules of this format. */
    public Verdict judge(Circumstances circumstances, TenantRules rules) {
        if (!rules.formatKnown() && !unconditional()) {
            return new Verdict(this, Truth.UNKNOWN, Truth.UNKNOWN);
        }
        var withoutScore = Truth.TRUE;
        for (var aspect : ALL_BUT_SIGN_IN_RISK) {
            withoutScore = withoutScore.and(weigh(aspect, circumstances, rules));
            if (withoutScore == Truth.FALSE) {
                return new Verdict(this, Truth.FALSE, Truth.FALSE);
            }
        }
        return new Verdict(this, withoutScore.and(weigh(Aspect.SIGN_IN_RISK, circumstances, rules)), withoutScore);
    }

    /** Whether this one aspect speaks for the policy. Verdicts are made of nothing else. */
    public Truth weigh(Aspect aspect, Circumstances circumstances, TenantRules rules) {
        return aspect == Aspect.USERS
                ? people.cover(circumstances.subject())
                : conditions.hold(aspect, circumstances, rules.namedLocations());
    }
}
