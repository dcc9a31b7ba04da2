package io.homeward.accessrules.risk;

import java.util.Optional;
import java.util.stream.Stream;

/** Why a risk is in the state it is in. Graph: {@code riskDetail}; the order is the wire's. */
public enum RiskDetail {
    NONE("none"),
    ADMIN_GENERATED_TEMPORARY_PASSWORD("adminGeneratedTemporaryPassword"),
    USER_PERFORMED_SECURED_PASSWORD_CHANGE("userPerformedSecuredPasswordChange"),
    USER_PERFORMED_SECURED_PASSWORD_RESET("userPerformedSecuredPasswordReset"),
    ADMIN_CONFIRMED_SIGNIN_SAFE("adminConfirmedSigninSafe"),
    AI_CONFIRMED_SIGNIN_SAFE("aiConfirmedSigninSafe"),
    USER_PASSED_MFA_DRIVEN_BY_RISK_BASED_POLICY("userPassedMFADrivenByRiskBasedPolicy"),
    ADMIN_DISMISSED_ALL_RISK_FOR_USER("adminDismissedAllRiskForUser"),
    ADMIN_CONFIRMED_SIGNIN_COMPROMISED("adminConfirmedSigninCompromised"),
    ADMIN_CONFIRMED_USER_COMPROMISED("adminConfirmedUserCompromised"),
    M365D_ADMIN_DISMISSED_DETECTION("m365DAdminDismissedDetection"),
    USER_CHANGED_PASSWORD_ON_PREMISES("userChangedPasswordOnPremises"),
    ADMIN_DISMISSED_RISK_FOR_SIGN_IN("adminDismissedRiskForSignIn"),
    ADMIN_CONFIRMED_ACCOUNT_SAFE("adminConfirmedAccountSafe"),
    MICROSOFT_REVOKED_SESSIONS("microsoftRevokedSessions");

    private final String wireName;

    RiskDetail(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** Members after the wire's {@code unknownFutureValue}: sent only to who asked to see unknown enum members. */
    public boolean afterUnknownFutureValue() {
        return compareTo(M365D_ADMIN_DISMISSED_DETECTION) >= 0;
    }

    public static Optional<RiskDetail> ofWire(String wireName) {
        return Stream.of(values())
                .filter(detail -> detail.wireName.equals(wireName))
                .findFirst();
    }
}
