package io.homeward.gateway.suite;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.PolicyId;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.SecondFactor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Facts that tests are about. */
public final class Fixtures {
    public static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    public static final Instant LATELY = Instant.parse("2026-11-01T00:00:00Z");

    private Fixtures() {}

    public static Capability totp(long sessionEpoch) {
        return new Capability(
                List.of(new SecondFactor("totp", FactorKind.TOTP, LONG_AGO, false, false)), true, false, sessionEpoch);
    }

    public static UserRisk high(long epoch) {
        return new UserRisk(
                RiskLevel.HIGH,
                RiskState.AT_RISK,
                RiskDetail.NONE,
                Optional.of(LATELY),
                epoch,
                List.of(new ActiveDetection(
                        new DetectionId(UUID.randomUUID()),
                        new DetectionType("passwordSpray"),
                        RiskLevel.HIGH,
                        LATELY)),
                Optional.of(Route.PASSWORD_CHANGE));
    }

    public static UserRisk remediated(long epoch) {
        return new UserRisk(
                RiskLevel.NONE,
                RiskState.REMEDIATED,
                RiskDetail.USER_PERFORMED_SECURED_PASSWORD_CHANGE,
                Optional.of(LATELY),
                epoch,
                List.of(),
                Optional.empty());
    }

    /** High user risk: MFA and a new password. */
    public static Policy passwordChangeForHighRisk() {
        return policy(Conditions.userRisk(RiskLevel.HIGH), Grant.MFA_AND_PASSWORD_CHANGE);
    }

    /** Risky sign-ins: MFA, which remediates them. */
    public static Policy mfaForRiskySignIns() {
        return policy(Conditions.signInRisk(RiskLevel.MEDIUM, RiskLevel.HIGH), Grant.MFA);
    }

    public static Policy blockHighRisk() {
        return policy(Conditions.userRisk(RiskLevel.HIGH), Grant.BLOCK);
    }

    public static Policy mfaForEverybody() {
        return policy(Conditions.NONE, Grant.MFA);
    }

    public static Policy blockRiskySignIns() {
        return policy(Conditions.signInRisk(RiskLevel.MEDIUM, RiskLevel.HIGH), Grant.BLOCK);
    }

    private static Policy policy(Conditions conditions, Grant grant) {
        return new Policy(
                new PolicyId(UUID.randomUUID()), "a policy", Policy.State.ENABLED, People.EVERYONE, conditions, grant);
    }
}
