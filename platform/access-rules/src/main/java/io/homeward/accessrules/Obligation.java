package io.homeward.accessrules;

/** What whoever acts on a decision must do besides. A decision whose obligations cannot be met must not be acted on. */
public enum Obligation {
    /** Raise the session epoch: every session and refresh token that began before this moment ends. */
    END_ALL_SESSIONS,
    /** Tell the person at every confirmed address. */
    TELL_THE_PERSON,
    /** Feed the failed attempt to spray detection, never to the person's risk (H14). */
    COUNT_FOR_SPRAY,
    /** Feed the failed challenge to {@code mfaFatigue}; no profile learns from it (H16). */
    COUNT_FOR_FATIGUE,
    /** Have the sign-in scored when the risk service is back (H17). */
    SCORE_LATER,
    /** From this session no factor, no recovery address is registered or changed. */
    NO_FACTOR_CHANGE,
    /** This session yields no token for a foreign tenant. */
    NO_FOREIGN_TOKEN,
    /** Nothing that happens in this grant remediates anything (D27). */
    NO_REMEDIATION,
    /** Sign-in and detections stay {@code atRisk} for an administrator (H12, H19). */
    LEAVE_RISK_OPEN,
    /** The temporary password stays pending, because it was replaced without MFA (H13 seen from D9). */
    KEEP_TEMPORARY_PASSWORD_PENDING,
    /** Show the entry as waived while it lasts (D14). */
    MARK_AS_WAIVED,
    /** The token that results keeps sid, auth_time, amr and epochs, and never outlives the session (D26). */
    KEEP_THE_SESSION,
    /** An account kept for emergencies was used: tell the tenant's owners at once. */
    REPORT_BREAK_GLASS_USE
}
