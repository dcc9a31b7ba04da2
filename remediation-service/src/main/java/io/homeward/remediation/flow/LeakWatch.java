package io.homeward.remediation.flow;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.credential.LeakedPasswords;
import io.homeward.remediation.credential.PasswordRules;
import io.homeward.remediation.credential.Passwords;
import io.homeward.remediation.risk.RiskService;
import io.homeward.remediation.risk.SignInReports;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody has just given the right password: is it among those that have leaked? Looked for once in a while, told to risk-service once per
 * password, before the sign-in is scored, so that the person's policy for such a risk applies to this very sign-in. Whoever cannot be asked keeps
 * nobody out. Whether it is a common one is known here; that is hygiene, told once and afterwards.
 */
@Singleton
class LeakWatch {
    private final LeakedPasswords leaked;
    private final PasswordRules rules;
    private final Passwords passwords;
    private final RiskService riskService;
    private final SignInReports reports;
    private final TenantDatabase database;

    LeakWatch(
            LeakedPasswords leaked,
            PasswordRules rules,
            Passwords passwords,
            RiskService riskService,
            SignInReports reports,
            TenantDatabase database) {
        this.leaked = leaked;
        this.rules = rules;
        this.passwords = passwords;
        this.riskService = riskService;
        this.reports = reports;
        this.database = database;
    }

    void look(TenantId tenant, PersonId person, String password, Instant now) {
        if (rules.common(password)) {
            common(tenant, person, now);
        }
        if (!leaked.on()) {
            return;
        }
        Optional<Instant> setAt = database.in(tenant, handle -> passwords.leakDue(handle, tenant, person, now));
        if (setAt.isEmpty()) {
            return;
        }
        switch (leaked.check(password)) {
            case LEAKED -> tell(tenant, person, setAt.get(), now);
            case NOT_AMONG_THEM -> note(tenant, person, setAt.get(), false, now);
            case UNKNOWN -> {
                // The next sign-in asks again.
            }
        }
    }

    /** The password was right a moment ago; if it was replaced since, the new one was looked at when it was set. */
    private void common(TenantId tenant, PersonId person, Instant now) {
        database.in(tenant, handle -> {
            Optional<Instant> setAt = passwords.foundCommon(handle, tenant, person);
            setAt.ifPresent(at -> reports.common(handle, tenant, person, at, now));
            return setAt;
        });
    }

    private void tell(TenantId tenant, PersonId person, Instant setAt, Instant now) {
        boolean told = riskService.tellLeak(tenant, person, setAt);
        database.in(tenant, handle -> {
            if (!told) {
                reports.leak(handle, tenant, person, setAt, now);
            }
            passwords.looked(handle, tenant, person, setAt, true, now);
            return told;
        });
    }

    private void note(TenantId tenant, PersonId person, Instant setAt, boolean found, Instant now) {
        database.in(tenant, handle -> {
            passwords.looked(handle, tenant, person, setAt, found, now);
            return found;
        });
    }
}
