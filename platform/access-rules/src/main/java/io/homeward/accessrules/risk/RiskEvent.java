package io.homeward.accessrules.risk;

import static io.homeward.accessrules.risk.RiskDetail.ADMIN_CONFIRMED_ACCOUNT_SAFE;
import static io.homeward.accessrules.risk.RiskDetail.ADMIN_CONFIRMED_SIGNIN_COMPROMISED;
import static io.homeward.accessrules.risk.RiskDetail.ADMIN_CONFIRMED_SIGNIN_SAFE;
import static io.homeward.accessrules.risk.RiskDetail.ADMIN_CONFIRMED_USER_COMPROMISED;
import static io.homeward.accessrules.risk.RiskDetail.ADMIN_DISMISSED_ALL_RISK_FOR_USER;
import static io.homeward.accessrules.risk.RiskDetail.ADMIN_DISMISSED_RISK_FOR_SIGN_IN;
import static io.homeward.accessrules.risk.RiskDetail.ADMIN_GENERATED_TEMPORARY_PASSWORD;
import static io.homeward.accessrules.risk.RiskDetail.AI_CONFIRMED_SIGNIN_SAFE;
import static io.homeward.accessrules.risk.RiskDetail.USER_PASSED_MFA_DRIVEN_BY_RISK_BASED_POLICY;
import static io.homeward.accessrules.risk.RiskDetail.USER_PERFORMED_SECURED_PASSWORD_CHANGE;
import static io.homeward.accessrules.risk.RiskDetail.USER_PERFORMED_SECURED_PASSWORD_RESET;
import static io.homeward.accessrules.risk.RiskState.CONFIRMED_COMPROMISED;
import static io.homeward.accessrules.risk.RiskState.CONFIRMED_SAFE;
import static io.homeward.accessrules.risk.RiskState.DISMISSED;
import static io.homeward.accessrules.risk.RiskState.REMEDIATED;

import java.util.Optional;

/** What can happen to a risk: the rows of section 4. What a row does stands beside it; {@link RiskTransition} applies it. */
public enum RiskEvent {
    /** MFA demanded by a sign-in-risk policy (H5), or D4's flow: closes the listed detections. */
    MFA_PASSED(Reach.LISTED, REMEDIATED, USER_PASSED_MFA_DRIVEN_BY_RISK_BASED_POLICY),
    /** A retry from the same registered device succeeded, or the engine cleared the sign-in later. */
    SIGN_IN_CLEARED(Reach.LISTED, DISMISSED, AI_CONFIRMED_SIGNIN_SAFE),
    /** H8, H11. */
    SECURE_PASSWORD_CHANGE(Reach.ALL, REMEDIATED, USER_PERFORMED_SECURED_PASSWORD_CHANGE),
    /** Forgotten password, with H8's conditions. */
    SECURE_PASSWORD_RESET(Reach.ALL, REMEDIATED, USER_PERFORMED_SECURED_PASSWORD_RESET),
    /** H13, also by writing {@code passwordProfile}. */
    TEMPORARY_PASSWORD_ISSUED(Reach.ALL, REMEDIATED, ADMIN_GENERATED_TEMPORARY_PASSWORD),
    USER_DISMISSED(Reach.ALL, DISMISSED, ADMIN_DISMISSED_ALL_RISK_FOR_USER),
    USER_CONFIRMED_COMPROMISED(Reach.RAISES, CONFIRMED_COMPROMISED, ADMIN_CONFIRMED_USER_COMPROMISED),
    /** Learning restarts. */
    USER_CONFIRMED_SAFE(Reach.ALL, CONFIRMED_SAFE, ADMIN_CONFIRMED_ACCOUNT_SAFE),
    /** Its effect is reversed; similar sign-ins are not flagged again. */
    SIGN_IN_CONFIRMED_SAFE(Reach.LISTED, CONFIRMED_SAFE, ADMIN_CONFIRMED_SIGNIN_SAFE),
    SIGN_IN_CONFIRMED_COMPROMISED(Reach.RAISES, CONFIRMED_COMPROMISED, ADMIN_CONFIRMED_SIGNIN_COMPROMISED),
    /** Similar ones keep being scored. */
    SIGN_IN_DISMISSED(Reach.LISTED, DISMISSED, ADMIN_DISMISSED_RISK_FOR_SIGN_IN),
    /** "This wasn't me." */
    DENIED_BY_PERSON(Reach.RAISES, RiskState.AT_RISK, null),
    /** "This was me": a note for the administrator. */
    CLAIMED_BY_PERSON,
    /** A low risk untouched for six months. Medium and high never age out. */
    AGED_OUT(Reach.ALL, DISMISSED, AI_CONFIRMED_SIGNIN_SAFE),
    PERSON_EXCLUDED_FROM_POLICY,
    POLICY_DISABLED,
    ORDINARY_PASSWORD_CHANGE,
    ACCOUNT_DISABLED_OR_ENABLED,
    ACCOUNT_DELETED_OR_RESTORED,
    OLD_DATA_IMPORTED,
    SIMULATIONS_PURGED;

    /** How far an event reaches. */
    public enum Reach {
        /** Nothing changes. */
        NOTHING,
        /** Closes the detections listed with it. */
        LISTED,
        /** Closes everything open of the person. */
        ALL,
        /** Raises the person to high. */
        RAISES
    }

    private final Reach reach;
    private final Optional<RiskState> state;
    private final Optional<RiskDetail> detail;

    RiskEvent() {
        this.reach = Reach.NOTHING;
        this.state = Optional.empty();
        this.detail = Optional.empty();
    }

    RiskEvent(Reach reach, RiskState state, @org.jspecify.annotations.Nullable RiskDetail detail) {
        this.reach = reach;
        this.state = Optional.of(state);
        this.detail = Optional.ofNullable(detail);
    }

    public Reach reach() {
        return reach;
    }

    /** What the detections it reaches become; the person too, unless something else stays active. */
    public Optional<RiskState> state() {
        return state;
    }

    /** What is written as {@code riskDetail}. */
    public Optional<RiskDetail> detail() {
        return detail;
    }
}
