package io.homeward.accessrules.risk;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * What a completed flow closes, to be handed to the risk service exactly once.
 *
 * @param event which row of section 4 it is; carries the {@code riskDetail} to write
 */
public record Remediation(RiskEvent event, Scope scope) {
    public Remediation {
        requireNonNull(event, "event");
        requireNonNull(scope, "scope");
    }

    /** How much of the person's open risk it closes. */
    public sealed interface Scope {
        /** The detections of the sign-in in which it happened (H5). */
        record ThisSignIn() implements Scope {}

        /** Exactly these, whatever has been found since (D4). */
        record Listed(Set<DetectionId> detections) implements Scope {
            public Listed {
                detections = Set.copyOf(detections);
            }
        }

        /** Everything open (H8, H11, H13, self-service reset). */
        record Everything() implements Scope {}
    }

    /** H5. */
    public static Remediation ofThisSignIn() {
        return new Remediation(RiskEvent.MFA_PASSED, new Scope.ThisSignIn());
    }

    /** D4's flow. */
    public static Remediation ofDetections(Set<DetectionId> detections) {
        return new Remediation(RiskEvent.MFA_PASSED, new Scope.Listed(detections));
    }

    /** H8. */
    public static Remediation bySecurePasswordChange() {
        return new Remediation(RiskEvent.SECURE_PASSWORD_CHANGE, new Scope.Everything());
    }

    /** Forgotten password, where H8 would have been offered and its MFA was passed. */
    public static Remediation bySecurePasswordReset() {
        return new Remediation(RiskEvent.SECURE_PASSWORD_RESET, new Scope.Everything());
    }

    /** H13: written when the administrator issues the temporary password, not when it is replaced. */
    public static Remediation byTemporaryPassword() {
        return new Remediation(RiskEvent.TEMPORARY_PASSWORD_ISSUED, new Scope.Everything());
    }

    /** What is written as {@code riskDetail}; {@code none} for an event that writes nothing. */
    public RiskDetail detail() {
        return event.detail().orElse(RiskDetail.NONE);
    }
}
