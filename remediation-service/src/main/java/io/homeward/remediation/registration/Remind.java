package io.homeward.remediation.registration;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.home.RegistrationState;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.standing.Capability;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.credential.Capabilities;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Reminds people of their registration while the grace runs, and when it is over. Only those who have signed in have a clock, so nobody is written to
 * who was never asked. That somebody was reminded of a step and the letter are one transaction, so that each is reminded once, by whichever
 * node comes first; the letter has no link, because it asks for nothing but to sign in as always.
 */
@Singleton
public class Remind {
    private static final Logger LOG = Logger.getLogger(Remind.class);
    private static final int AT_ONCE = 100;
    private static final Duration USEFUL = Duration.ofDays(2);

    private final List<ReminderStep> steps;
    private final TenantDatabase database;
    private final WeighRegistrations weigh;
    private final RegistrationClocks clocks;
    private final People people;
    private final Rules rules;
    private final Capabilities capabilities;
    private final Letters letters;
    private final Stationery stationery;
    private final HelpDesks helpDesks;
    private final InstantSource clock;

    Remind(
            ReminderSettings settings,
            TenantDatabase database,
            WeighRegistrations weigh,
            RegistrationClocks clocks,
            People people,
            Rules rules,
            Capabilities capabilities,
            Letters letters,
            Stationery stationery,
            HelpDesks helpDesks,
            InstantSource clock) {
        this.steps = ReminderStep.of(settings);
        this.database = database;
        this.weigh = weigh;
        this.clocks = clocks;
        this.people = people;
        this.rules = rules;
        this.capabilities = capabilities;
        this.letters = letters;
        this.stationery = stationery;
        this.helpDesks = helpDesks;
        this.clock = clock;
    }

    @Scheduled(every = "60s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void all() {
        if (!steps.isEmpty() && letters.leave()) {
            Instant now = clock.instant();
            for (TenantId tenant : tenants(now)) {
                try {
                    of(tenant, now);
                } catch (Refusal busy) {
                    LOG.infof("Nobody of tenant %s is reminded yet: %s", tenant, busy.detail());
                }
            }
        }
    }

    /** Everybody of one tenant for whom a step is due. */
    void of(TenantId tenant, Instant now) {
        weigh.of(tenant, now);
        for (ReminderStep step : steps) {
            boolean more = true;
            while (more) {
                List<PersonId> due = due(tenant, step, now);
                long done = due.stream()
                        .filter(person -> done(tenant, person, step, now))
                        .count();
                more = due.size() == AT_ONCE && done == due.size();
            }
        }
    }

    /** One whose letter cannot be written keeps nobody else from his. */
    private boolean done(TenantId tenant, PersonId person, ReminderStep step, Instant now) {
        try {
            database.in(tenant, handle -> remind(handle, tenant, person, step, now));
            return true;
        } catch (RuntimeException e) {
            LOG.warnf(e, "Person %s of tenant %s is not reminded", person, tenant);
            return false;
        }
    }

    private List<TenantId> tenants(Instant now) {
        return database.inEach(List.of(), handle -> handle.createQuery("select tenants_with_clocks(:after, :until)")
                .bind("after", RegistrationDetails.utc(steps.getLast().beganAfter(now)))
                .bind("until", RegistrationDetails.utc(steps.getFirst().beganUntil(now)))
                .mapTo(UUID.class)
                .map(TenantId::new)
                .list());
    }

    private List<PersonId> due(TenantId tenant, ReminderStep step, Instant now) {
        return database.in(tenant, handle -> handle.createQuery("""
                        select d.person_id from registration_detail d
                        where d.tenant_id = :tenant and d.standing = 'unregistered'
                            and d.started_at > :after and d.started_at <= :until
                            and not exists (select from registration_reminder r
                                where r.tenant_id = d.tenant_id and r.person_id = d.person_id and r.step = :step)
                        order by d.started_at limit :most
                        """)
                .bind("tenant", tenant.value())
                .bind("after", RegistrationDetails.utc(step.beganAfter(now)))
                .bind("until", RegistrationDetails.utc(step.beganUntil(now)))
                .bind("step", step.name())
                .bind("most", AT_ONCE)
                .mapTo(UUID.class)
                .map(PersonId::new)
                .list());
    }

    /** Taken note of also where no letter can be written, for want of an address; the page of the sign-in says it all the same. */
    private boolean remind(Handle handle, TenantId tenant, PersonId id, ReminderStep step, Instant now) {
        if (!first(handle, tenant, id, step, now)) {
            return false;
        }
        Optional<TenantRules> known = rules.of(handle, tenant);
        Optional<Person> person = people.find(handle, tenant, id).filter(Person::mayExist);
        if (known.isEmpty() || person.isEmpty()) {
            return false;
        }
        Capability capability = capabilities.find(handle, tenant, id).orElse(Capability.NONE);
        var state = RegistrationState.of(
                known.get().registration(), person.get().asMember(), capability, clocks.began(handle, tenant, id), now);
        return switch (state) {
            case RegistrationState.InGrace(var startedAt, var deadline, var daysLeft) ->
                post(
                        handle,
                        known.get(),
                        person.get(),
                        "registrationReminder",
                        Map.of("days", String.valueOf(daysLeft)),
                        deadline,
                        now);
            case RegistrationState.Forced(var since) ->
                post(handle, known.get(), person.get(), "registrationForced", Map.of(), since, now);
            case RegistrationState.OutOfScope out -> false;
            case RegistrationState.Pending pending -> false;
            case RegistrationState.Registered registered -> false;
        };
    }

    private static boolean first(Handle handle, TenantId tenant, PersonId person, ReminderStep step, Instant now) {
        return handle.createUpdate("""
                        insert into registration_reminder (tenant_id, person_id, step, at)
                        values (:tenant, :person, :step, :now) on conflict do nothing
                        """)
                        .bind("tenant", tenant.value())
                        .bind("person", person.value())
                        .bind("step", step.name())
                        .bind("now", RegistrationDetails.utc(now))
                        .execute()
                == 1;
    }

    private boolean post(
            Handle handle,
            TenantRules home,
            Person person,
            String kind,
            Map<String, String> more,
            Instant when,
            Instant now) {
        Language language = stationery.language(person.preferredLanguage());
        var known = new HashMap<>(more);
        known.put("name", person.displayName());
        known.put("tenant", home.name());
        known.put("account", person.userPrincipalName());
        known.put(
                "when",
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                                .withLocale(language.locale())
                                .format(when.atOffset(ZoneOffset.UTC))
                        + " UTC");
        var sheet = new Sheet(
                language,
                language.text("subject." + kind, known),
                language.text("greeting", known),
                List.of(language.text("what." + kind, known), language.text("how.registration", known)),
                Optional.empty(),
                Optional.empty(),
                List.of(language.text("help", known), language.text("closing", known)));
        List<Letter> all = person.addresses().stream()
                .map(address -> stationery.letter(address, helpDesks.in(handle, home.tenant(), sheet)))
                .toList();
        return letters.post(handle, home.tenant(), person.id(), kind, all, USEFUL, now);
    }
}
