package io.homeward.remediation.recovery;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.credential.Passwords;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Person;
import io.homeward.remediation.directory.Rules;
import io.homeward.remediation.mail.HelpDesks;
import io.homeward.remediation.mail.Language;
import io.homeward.remediation.mail.Letter;
import io.homeward.remediation.mail.Letters;
import io.homeward.remediation.mail.Sheet;
import io.homeward.remediation.mail.Stationery;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Looks who it is that a code was asked for, and writes to him where there is somebody. Not while anybody waits for an answer: nobody can time it. */
@Singleton
public class SendCodes {
    private final MailCodes codes;
    private final CodeBudget budget;
    private final People people;
    private final Passwords passwords;
    private final Rules tenants;
    private final Stationery stationery;
    private final HelpDesks helpDesks;
    private final Letters letters;
    private final RecoverySettings settings;
    private final TenantDatabase database;
    private final InstantSource clock;

    SendCodes(
            MailCodes codes,
            CodeBudget budget,
            People people,
            Passwords passwords,
            Rules tenants,
            Stationery stationery,
            HelpDesks helpDesks,
            Letters letters,
            RecoverySettings settings,
            TenantDatabase database,
            InstantSource clock) {
        this.codes = codes;
        this.budget = budget;
        this.people = people;
        this.passwords = passwords;
        this.tenants = tenants;
        this.stationery = stationery;
        this.helpDesks = helpDesks;
        this.letters = letters;
        this.settings = settings;
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void send() {
        for (TenantId tenant : codes.tenants()) {
            Instant now = clock.instant();
            database.in(tenant, handle -> {
                List<MailCodes.Asked> all = codes.take(handle, tenant);
                all.forEach(asked -> answer(handle, tenant, asked, now));
                return all;
            });
        }
    }

    private void answer(Handle handle, TenantId tenant, MailCodes.Asked asked, Instant now) {
        codes.lookedAt(handle, tenant, asked.flow());
        people.named(handle, tenant, asked.name())
                .filter(Person::signsInHere)
                .filter(Person::mayExist)
                .ifPresent(person -> write(handle, tenant, asked, person, now));
    }

    private void write(Handle handle, TenantId tenant, MailCodes.Asked asked, Person person, Instant now) {
        boolean known = passwords.cameFrom(handle, tenant, person.id(), asked.source());
        if (!budget.allows(handle, tenant, person.id(), asked.source(), known, now)) {
            return;
        }
        MailCode code = MailCode.next();
        String tenantName =
                tenants.of(handle, tenant).map(rules -> rules.name()).orElse("");
        List<Letter> all = person.recoveryAddresses().stream()
                .map(address ->
                        stationery.letter(address, helpDesks.in(handle, tenant, sheet(person, tenantName, code))))
                .toList();
        String kind = known ? "recoveryCode" : "recoveryCodeForStranger";
        if (letters.post(handle, tenant, person.id(), kind, all, settings.codeLives(), now)) {
            codes.sent(handle, tenant, asked, person.id(), code, known, now);
        }
    }

    private Sheet sheet(Person person, String tenantName, MailCode code) {
        Language language = stationery.language(person.preferredLanguage());
        Map<String, String> gaps = Map.of(
                "name", person.displayName(),
                "tenant", tenantName,
                "account", person.userPrincipalName(),
                "minutes", Long.toString(settings.codeLives().toMinutes()));
        return new Sheet(
                language,
                language.text("subject.recoveryCode", gaps),
                language.text("greeting", gaps),
                List.of(language.text("what.recoveryCode", gaps), language.text("recoveryCode.ignore", gaps)),
                Optional.of(code.shown()),
                Optional.empty(),
                List.of(language.text("help", gaps), language.text("closing", gaps)));
    }
}
