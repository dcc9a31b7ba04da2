package io.homeward.accessrules.home;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The facts of one sign-in at home, as they are at this moment.
 *
 * @param person as the tenant's policies see him
 * @param risk of this sign-in
 * @param userRisk of the account; the last known where the risk service is away (H17)
 * @param capability includes what was registered in this flow
 * @param firstInteractiveInScope the first interactive sign-in while in scope of the registration policy; empty where this
 *     is the first
 * @param signedInAt when the first factor was proven, where a session that began before this flow is continued; empty where it is proven
 *     in this flow
 * @param purpose why the person signs in
 * @param registrationGround whether somebody's first factor may be registered from here (D18)
 */
public record HomeSignIn(
        TenantRules rules,
        Subject person,
        AccountState account,
        SignInRisk risk,
        UserRisk userRisk,
        Capability capability,
        Optional<Instant> firstInteractiveInScope,
        GrantKind grant,
        ApplicationId application,
        ClientAppType client,
        Surroundings surroundings,
        Optional<Instant> signedInAt,
        Purpose purpose,
        RegistrationGround registrationGround,
        Progress progress) {
    public HomeSignIn {
        requireNonNull(rules, "rules");
        requireNonNull(person, "person");
        requireNonNull(account, "account");
        requireNonNull(risk, "risk");
        requireNonNull(userRisk, "userRisk");
        requireNonNull(capability, "capability");
        requireNonNull(firstInteractiveInScope, "firstInteractiveInScope");
        requireNonNull(grant, "grant");
        requireNonNull(application, "application");
        requireNonNull(client, "client");
        requireNonNull(surroundings, "surroundings");
        requireNonNull(signedInAt, "signedInAt");
        requireNonNull(purpose, "purpose");
        requireNonNull(registrationGround, "registrationGround");
        requireNonNull(progress, "progress");
    }

    public enum AccountState {
        NORMAL,
        THROTTLED,
        DISABLED
    }

    /** Why a person signs in. */
    public sealed interface Purpose {
        /** To use something. */
        record ToUse() implements Purpose {}

        /**
         * Came by the link of a standing notice, to close the open risk (D3, D4, D5).
         *
         * @param listed the detections that were active when the flow began; D4's flow closes no other
         */
        record ToRemediate(Set<DetectionId> listed) implements Purpose {
            public ToRemediate {
                listed = Set.copyOf(listed);
            }
        }
    }

    /**
     * Where a first factor is about to be registered.
     *
     * @param delegated the person has delegated access to some other tenant
     * @param trusted a trusted place, a known device, or a temporary access pass
     * @param accessPass a temporary access pass: it satisfies a policy that demands MFA of whoever registers
     */
    public record RegistrationGround(boolean delegated, boolean trusted, boolean accessPass) {
        public static final RegistrationGround ORDINARY = new RegistrationGround(false, false);

        /** Without an access pass. */
        public RegistrationGround(boolean delegated, boolean trusted) {
            this(delegated, trusted, false);
        }

        boolean solid() {
            return !delegated || trusted || accessPass;
        }
    }

    public HomeSignIn with(Progress proven) {
        return copy(each -> each.progress = proven);
    }

    public HomeSignIn with(Capability now) {
        return copy(each -> each.capability = now);
    }

    public HomeSignIn with(UserRisk now) {
        return copy(each -> each.userRisk = now);
    }

    /** The same under other rules. */
    public HomeSignIn under(TenantRules others) {
        return copy(each -> each.rules = others);
    }

    /** The first factor was proven again, in this flow. */
    public HomeSignIn signedInAnew() {
        return copy(each -> each.signedInAt = Optional.empty());
    }

    private HomeSignIn copy(Consumer<Copy> change) {
        var copy = new Copy();
        change.accept(copy);
        return copy.made();
    }

    /** This sign-in again, with what may have changed since as fields. */
    private final class Copy {
        private TenantRules rules = HomeSignIn.this.rules;
        private UserRisk userRisk = HomeSignIn.this.userRisk;
        private Capability capability = HomeSignIn.this.capability;
        private Optional<Instant> signedInAt = HomeSignIn.this.signedInAt;
        private Progress progress = HomeSignIn.this.progress;

        HomeSignIn made() {
            return new HomeSignIn(
                    rules,
                    person,
                    account,
                    risk,
                    userRisk,
                    capability,
                    firstInteractiveInScope,
                    grant,
                    application,
                    client,
                    surroundings,
                    signedInAt,
                    purpose,
                    registrationGround,
                    progress);
        }
    }
}
