package io.homeward.accessrules;

/**
 * The situations of the law, by the ids it gives them. H: signing in at home. D: entering somebody else's tenant.
 * Every decision names the one that settled it.
 */
public enum Rule {
    /** Nothing is required: signed in. */
    H1,
    /** Registration is due and may be skipped, within 14 x 24 h of the first interactive sign-in in scope. */
    H2,
    /** The 14 days are over and the sign-in is not risky: must register. */
    H3,
    /** Some other policy demands MFA: must register now if not registered, else proves identity. */
    H4,
    /** A sign-in-risk policy demands MFA of a registered person, which remediates this sign-in's risk. */
    H5,
    /** A second factor would be needed inside a risky sign-in or by a person at risk, and none is registered: blocked. */
    H6,
    /** A policy about the sign-in blocks it; trying from a familiar place is the way out, MFA is not. */
    H7,
    /** A user-risk policy demands MFA and a new password of somebody capable of both, which remediates everything. */
    H8,
    /** As H8, not capable: blocked. */
    H9,
    /** A user-risk policy blocks; no self-remediation is offered. */
    H10,
    /** H5 and H8 together: one flow, MFA once, then the new password. */
    H11,
    /** Risky, and no policy applies: signed in, the risk stands. */
    H12,
    /** An administrator's temporary password is to be replaced, with MFA. */
    H13,
    /** Wrong password or unknown name: one same answer. */
    H14,
    /** Throttled or disabled, said only after the right password. */
    H15,
    /** The challenge failed, expired or was abandoned: nothing is remediated. */
    H16,
    /** The sign-in could not be scored: never a block for want of a score. */
    H17,
    /** The second factor itself may be relayed or worn down: only a phishing-resistant one counts. */
    H18,
    /** A user-risk policy with MFA only: MFA lets the person in, the risk stands. */
    H19,
    /** No relationship or invitation. */
    D1,
    /** Relationship active, standing clear: the resource tenant's policies for external users, then in. */
    D2,
    /** The person can fix it at home: secure password change. */
    D3,
    /** The person can fix it at home: MFA that closes exactly the listed detections. */
    D4,
    /** The person can fix it at home: MFA, then password change. */
    D5,
    /** Home offers nothing: a home administrator must act. */
    D6,
    /** Home says block: blocked everywhere. */
    D7,
    /** Home would offer self-remediation, but not for this person or this risk: a home administrator must act. */
    D8,
    /** Released: only sessions that began after the release count. */
    D9,
    /** A tenant's administrators change no risk of a person who is foreign to it. */
    D10,
    /** A guest instead of a technician. */
    D11,
    /** The customer chose a stricter threshold. */
    D12,
    /** A looser threshold than the built-in one is refused when saved. */
    D13,
    /** A home waiver, accepted by the customer. */
    D14,
    /** The risk was raised while a live token was held. */
    D15,
    /** The customer's policy demands MFA. */
    D16,
    /** The customer's policy demands a password change of an external person. */
    D17,
    /** No second factor registered: no delegated access. */
    D18,
    /** Standing unknown, or a feed staler than the lease. */
    D19,
    /** Chains of relationships. */
    D20,
    /** A portal calls on a person's behalf: decided on the person. */
    D21,
    /** The relationship expired, was suspended or terminated. */
    D22,
    /** Delegated access without home MFA in this session. */
    D23,
    /** Home loosened its rules while the risk was open, or the customer distrusts the home. */
    D24,
    /** An account restored, re-created or linked inherits the highest open standing. */
    D25,
    /** Token exchange or refresh. */
    D26,
    /** Device-code grant: home use only. */
    D27,
    /** App-only token: no delegated access. */
    D28,
    /** Federated person: the provider's MFA counts abroad only where the customer trusts the issuer. */
    D29
}
