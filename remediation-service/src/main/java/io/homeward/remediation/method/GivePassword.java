package io.homeward.remediation.method;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.risk.Remediation;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.credential.Capabilities;
import io.homeward.remediation.credential.Credentials;
import io.homeward.remediation.credential.Credentials.Origin;
import io.homeward.remediation.credential.PasswordChoice;
import io.homeward.remediation.credential.PasswordHashes;
import io.homeward.remediation.credential.PasswordRules.Use;
import io.homeward.remediation.credential.Remediations;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Person;
import io.homeward.remediation.directory.Rules;
import io.homeward.remediation.notice.Notice;
import io.homeward.remediation.notice.PersonNotices;
import io.homeward.remediation.risk.KnownRisks;
import io.homeward.remediation.risk.PersonRisk;
import io.homeward.remediation.risk.RiskService;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Somebody else gives a person a password. A temporary one for somebody who had one remediates his risk, ends his sessions, and is to be replaced
 * with MFA at the next sign-in (H13). One given for good ends the sessions and closes no risk: its giver knows it.
 */
@Singleton
public class GivePassword {
    private final TenantDatabase database;
    private final PasswordChoice choice;
    private final PasswordHashes hashes;
    private final Credentials credentials;
    private final Capabilities capabilities;
    private final Remediations remediations;
    private final People people;
    private final Rules tenants;
    private final PersonNotices notices;
    private final RiskService riskService;
    private final KnownRisks knownRisks;
    private final InstantSource clock;

    GivePassword(
            TenantDatabase database,
            PasswordChoice choice,
            PasswordHashes hashes,
            Credentials credentials,
            Capabilities capabilities,
            Remediations remediations,
            People people,
            Rules tenants,
            PersonNotices notices,
            RiskService riskService,
            KnownRisks knownRisks,
            InstantSource clock) {
        this.database = database;
        this.choice = choice;
        this.hashes = hashes;
        this.credentials = credentials;
        this.capabilities = capabilities;
        this.remediations = remediations;
        this.people = people;
        this.tenants = tenants;
        this.notices = notices;
        this.riskService = riskService;
        this.knownRisks = knownRisks;
        this.clock = clock;
    }

    /**
     * @param by the person or application that gives it, for the record
     * @throws Refusal where the password is not acceptable
     */
    public void give(TenantId tenant, PersonId person, String password, boolean temporary, String by) {
        refuseUnacceptable(tenant, person, password, temporary);
        String hash = hashes.hash(password);
        Optional<UserRisk> closed = temporary
                ? riskService.personRisk(tenant, person, Optional.empty()).map(PersonRisk::risk)
                : Optional.empty();
        Instant now = clock.instant();
        Origin origin = temporary ? Origin.TEMPORARY : Origin.GIVEN;
        database.in(tenant, handle -> {
            var set = credentials.setPassword(handle, tenant, person, hash, origin, by, now);
            if (temporary && set.replaced()) {
                // The password is new, and whatever somebody else may have registered is still there (invariant 6).
                var risk = closed.orElseGet(() -> knownRisks.lastKnown(handle, tenant, person));
                credentials.doubt(handle, tenant, person, risk, now);
                remediations.tell(
                        handle,
                        tenant,
                        new Remediations.Remediation(
                                person,
                                Remediation.byTemporaryPassword().detail(),
                                Optional.empty(),
                                Optional.empty(),
                                now,
                                by));
            }
            if (set.replaced()) {
                var kind = temporary ? Notice.Kind.TEMPORARY_PASSWORD : Notice.Kind.PASSWORD_CHANGED;
                notices.tell(handle, tenant, person, Notice.of(kind, Surroundings.UNKNOWN), now);
            }
            return set;
        });
    }

    private void refuseUnacceptable(TenantId tenant, PersonId person, String password, boolean temporary) {
        boolean alone = database.in(
                tenant,
                handle -> !temporary
                        && !capabilities
                                .find(handle, tenant, person)
                                .map(Capability::registered)
                                .orElse(false));
        choice.objection(password, alone ? Use.ALONE : Use.WITH_SECOND_FACTOR, context(tenant, person))
                .ifPresent(objection -> {
                    throw objection.refusal();
                });
    }

    /** Somebody who is just being made is not in the directory here yet. */
    private List<String> context(TenantId tenant, PersonId person) {
        return database.in(tenant, handle -> {
            var names = new ArrayList<String>();
            people.find(handle, tenant, person).map(Person::userPrincipalName).ifPresent(names::add);
            tenants.of(handle, tenant).ifPresent(known -> names.add(known.name()));
            return names;
        });
    }
}
