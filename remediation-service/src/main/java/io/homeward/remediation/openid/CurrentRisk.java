package io.homeward.remediation.openid;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.remediation.risk.KnownRisks;
import io.homeward.remediation.risk.PersonRisk;
import io.homeward.remediation.risk.RiskService;
import io.homeward.remediation.session.Session;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.util.Optional;

/** How a person stands now: as risk-service says, or said last where it is away (H17). */
@Singleton
class CurrentRisk {
    private final TenantDatabase database;
    private final RiskService riskService;
    private final KnownRisks knownRisks;

    CurrentRisk(TenantDatabase database, RiskService riskService, KnownRisks knownRisks) {
        this.database = database;
        this.riskService = riskService;
        this.knownRisks = knownRisks;
    }

    UserRisk of(TenantId home, PersonId person) {
        return riskService
                .personRisk(home, person, Optional.empty())
                .map(PersonRisk::risk)
                .orElseGet(() -> database.in(home, handle -> knownRisks.lastKnown(handle, home, person)));
    }

    /** What was said of the sign-in that a session began with. */
    static SignInRisk ofSignIn(Session session) {
        return session.signInRisk().map(SignInRisk::scored).orElseGet(SignInRisk.NotScored::new);
    }
}
