package io.homeward.risk.report;

import io.homeward.graph.query.GraphEnum;

/** The enumerations of the public contract, in its order. */
final class Vocabulary {
    /** In the contract's order {@code none} stands behind {@code high}; how bad it is runs otherwise. */
    static final GraphEnum RISK_LEVEL = GraphEnum.of(
                    "riskLevel", "low", "medium", "high", "hidden", "none", "unknownFutureValue")
            .rising("none", "low", "medium", "high");

    static final GraphEnum RISK_STATE = GraphEnum.of(
            "riskState",
            "none",
            "confirmedSafe",
            "remediated",
            "dismissed",
            "atRisk",
            "confirmedCompromised",
            "unknownFutureValue");

    static final GraphEnum RISK_DETAIL = GraphEnum.of(
            "riskDetail",
            "none",
            "adminGeneratedTemporaryPassword",
            "userPerformedSecuredPasswordChange",
            "userPerformedSecuredPasswordReset",
            "adminConfirmedSigninSafe",
            "aiConfirmedSigninSafe",
            "userPassedMFADrivenByRiskBasedPolicy",
            "adminDismissedAllRiskForUser",
            "adminConfirmedSigninCompromised",
            "hidden",
            "adminConfirmedUserCompromised",
            "unknownFutureValue",
            "m365DAdminDismissedDetection",
            "adminConfirmedServicePrincipalCompromised",
            "adminDismissedAllRiskForServicePrincipal",
            "userChangedPasswordOnPremises",
            "adminDismissedRiskForSignIn",
            "adminConfirmedAccountSafe",
            "microsoftRevokedSessions");

    static final GraphEnum TIMING = GraphEnum.of(
            "riskDetectionTimingType", "notDefined", "realtime", "nearRealtime", "offline", "unknownFutureValue");

    static final GraphEnum ACTIVITY =
            GraphEnum.of("activityType", "signin", "user", "unknownFutureValue", "servicePrincipal");

    static final GraphEnum TOKEN_ISSUER = GraphEnum.of(
            "tokenIssuerType",
            "AzureAD",
            "ADFederationServices",
            "UnknownFutureValue",
            "AzureADBackupAuth",
            "ADFederationServicesMFAAdapter",
            "NPSExtension");

    static final GraphEnum ACCESS_STATUS =
            GraphEnum.of("conditionalAccessStatus", "success", "failure", "notApplied", "unknownFutureValue");

    /** Of old: what came later is a text only ({@code riskEventTypes_v2}). */
    static final GraphEnum RISK_EVENT_TYPE = GraphEnum.of(
            "riskEventType",
            "unlikelyTravel",
            "anonymizedIPAddress",
            "maliciousIPAddress",
            "unfamiliarFeatures",
            "malwareInfectedIPAddress",
            "suspiciousIPAddress",
            "leakedCredentials",
            "investigationsThreatIntelligence",
            "generic",
            "adminConfirmedUserCompromised",
            "mcasImpossibleTravel",
            "mcasSuspiciousInboxManipulationRules",
            "investigationsThreatIntelligenceSigninLinked",
            "maliciousIPAddressValidCredentialsBlockedIP",
            "unknownFutureValue");

    private Vocabulary() {}

    static String riskEventType(String type) {
        return RISK_EVENT_TYPE.canonical(type).orElse("unknownFutureValue");
    }
}
