package io.homeward.tenant.posture;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.review.HomePosture;
import io.homeward.accessrules.review.HomePosture.Way;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What holds at one level of risk, on the wire and as it is kept.
 *
 * @param riskLevel {@code low}, {@code medium} or {@code high}
 * @param way by which whoever can closes his risk himself: {@code multifactorAuthentication}, {@code securePasswordChange} or {@code both};
 *     else {@code administrator}, {@code blocked}, or {@code none} where no rule speaks of the level
 * @param selfRemediation {@code everyone}, {@code some} or {@code nobody}
 * @param otherWays what holds for others of the tenant's people
 * @param acceptedMethods the kinds of second factor that count in it
 */
record Statement(
        String riskLevel, String way, String selfRemediation, List<String> otherWays, List<String> acceptedMethods) {

    static List<Statement> of(TenantRules rules) {
        return HomePosture.of(rules).statements().stream()
                .map(one -> new Statement(
                        one.level().wireName(),
                        one.way().wireName(),
                        one.selfRemediation().wireName(),
                        one.others().stream().sorted().map(Way::wireName).toList(),
                        one.accepted().stream()
                                .filter(FactorKind::countsAsSecondFactor)
                                .sorted()
                                .map(Statement::wire)
                                .toList()))
                .toList();
    }

    /** Whether anybody has it easier at this level than another statement lets him, or by a factor that did not count. */
    boolean looserThan(Statement before) {
        return easiest() < before.easiest()
                || (!before.acceptedMethods.isEmpty()
                        && !Set.copyOf(before.acceptedMethods).containsAll(acceptedMethods));
    }

    private int easiest() {
        return Stream.concat(Stream.of(way), otherWays.stream())
                .mapToInt(Statement::strictness)
                .min()
                .orElseThrow();
    }

    private static int strictness(String wire) {
        return Stream.of(Way.values())
                .filter(known -> known.wireName().equals(wire))
                .mapToInt(Way::ordinal)
                .findFirst()
                .orElseThrow();
    }

    static boolean loosened(Collection<Statement> before, Collection<Statement> after) {
        return after.stream().anyMatch(now -> before.stream()
                .filter(then -> then.riskLevel.equals(now.riskLevel))
                .anyMatch(now::looserThan));
    }

    private static String wire(FactorKind kind) {
        return switch (kind) {
            case TOTP -> "softwareOath";
            case PASSKEY -> "passkey";
            case SECURITY_KEY -> "fido2";
            case PUSH -> "push";
            case SMS -> "sms";
            case VOICE -> "voice";
            case FEDERATED -> "federatedMultiFactor";
            case EMAIL_CODE -> "email";
            case RECOVERY_CODE -> "recoveryCode";
            case TEMPORARY_ACCESS_PASS -> "temporaryAccessPass";
        };
    }
}
