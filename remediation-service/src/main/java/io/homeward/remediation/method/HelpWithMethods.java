package io.homeward.remediation.method;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.remediation.credential.AccessPasses;
import io.homeward.remediation.credential.Credentials;
import io.homeward.remediation.credential.Credentials.FactorOf;
import io.homeward.remediation.notice.Notice;
import io.homeward.remediation.notice.PersonNotices;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A home administrator helps somebody with what he proves himself with: takes a factor away, vouches for one (invariant 6), or hands him a temporary
 * access pass. Nobody helps himself so, nobody somebody who outranks him, and the person is told each time.
 */
@Singleton
public class HelpWithMethods {
    private static final Duration SHORTEST = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofMinutes(43_200);
    private static final Duration USUAL = Duration.ofHours(1);

    /** A pass for a first day at work is made some weeks before. */
    private static final Duration FURTHEST = Duration.ofDays(90);

    private final TenantDatabase database;
    private final MayHelp mayHelp;
    private final Credentials credentials;
    private final AccessPasses accessPasses;
    private final PersonNotices notices;
    private final InstantSource clock;

    HelpWithMethods(
            TenantDatabase database,
            MayHelp mayHelp,
            Credentials credentials,
            AccessPasses accessPasses,
            PersonNotices notices,
            InstantSource clock) {
        this.database = database;
        this.mayHelp = mayHelp;
        this.credentials = credentials;
        this.accessPasses = accessPasses;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * Takes a factor away, and ends whatever was begun with it.
     *
     * @throws GraphRefusal 403 where the caller may not, 404 where the person has no such method
     */
    void remove(Caller caller, String idOrName, FactorOf kind, String method) {
        var helped = mayHelp.permittedHere(caller, idOrName);
        PersonId person = helped.person().id();
        UUID id = id(method);
        Instant now = clock.instant();
        database.in(helped.tenant(), handle -> {
            if (!credentials.remove(handle, helped.tenant(), person, kind, id)) {
                throw GraphRefusal.notFound(method);
            }
            credentials.endSessions(handle, helped.tenant(), person, "factorRemoved", now);
            var notice = Notice.of(Notice.Kind.FACTOR_REMOVED, thing(kind), Surroundings.UNKNOWN);
            notices.tell(handle, helped.tenant(), person, notice, now);
            return person;
        });
    }

    /**
     * Vouches for a factor: it counts from now on, although it was registered after what a detection is evidence of, or seemed to have a double. Said
     * of one that is confirmed already, nothing changes.
     *
     * @throws GraphRefusal 403 where the caller may not, 404 where the person has no such method
     */
    void confirm(Caller caller, String idOrName, String method) {
        var helped = mayHelp.permittedHere(caller, idOrName);
        PersonId person = helped.person().id();
        UUID id = id(method);
        Instant now = clock.instant();
        database.in(helped.tenant(), handle -> {
            FactorOf kind = credentials
                    .kindOf(handle, helped.tenant(), person, id)
                    .orElseThrow(() -> GraphRefusal.notFound(method));
            if (credentials.confirm(handle, helped.tenant(), person, id, helped.by(), now)) {
                var notice = Notice.of(Notice.Kind.FACTOR_CONFIRMED, thing(kind), Surroundings.UNKNOWN);
                notices.tell(handle, helped.tenant(), person, notice, now);
            }
            return person;
        });
    }

    /** What a pass is asked to be; what is not said is as usual: an hour, from now, as often as needed. */
    record Wanted(
            @Nullable Instant startDateTime,
            @Nullable Integer lifetimeInMinutes,
            @Nullable Boolean isUsableOnce) {}

    /**
     * A pass, in the place of the one before.
     *
     * @return with its text, for the only time
     * @throws GraphRefusal 403 where the caller may not, 400 where no pass can be like that
     */
    Method.OfAccessPass issue(Caller caller, String idOrName, Wanted wanted) {
        var helped = mayHelp.permittedHere(caller, idOrName);
        TenantId tenant = helped.tenant();
        PersonId person = helped.person().id();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant starts = starts(wanted, now);
        Duration lifetime = lifetime(wanted);
        var made = accessPasses.make();
        return database.in(tenant, handle -> {
            credentials.lock(handle, tenant, person);
            boolean once = Boolean.TRUE.equals(wanted.isUsableOnce());
            var pass = accessPasses.issue(handle, tenant, person, made, starts, lifetime, once, helped.by(), now);
            var notice = Notice.of(Notice.Kind.PASS_ISSUED, Surroundings.UNKNOWN);
            notices.tell(handle, tenant, person, notice, now);
            return Method.OfAccessPass.of(pass, made.text(), now);
        });
    }

    /** @throws GraphRefusal 403 where the caller may not, 404 where the person has no such pass */
    void withdraw(Caller caller, String idOrName, String pass) {
        var helped = mayHelp.permittedHere(caller, idOrName);
        UUID id = id(pass);
        database.in(helped.tenant(), handle -> {
            if (!accessPasses.withdraw(handle, helped.tenant(), helped.person().id(), id)) {
                throw GraphRefusal.notFound(pass);
            }
            return id;
        });
    }

    private static Instant starts(Wanted wanted, Instant now) {
        Instant starts = Optional.ofNullable(wanted.startDateTime()).orElse(now);
        if (starts.isAfter(now.plus(FURTHEST))) {
            throw GraphRefusal.badRequest("startDateTime is at most 90 days ahead.");
        }
        // Scripts send the time of their own clock.
        return starts.isBefore(now) ? now : starts.truncatedTo(ChronoUnit.MICROS);
    }

    private static Duration lifetime(Wanted wanted) {
        Duration lifetime = Optional.ofNullable(wanted.lifetimeInMinutes())
                .map(Duration::ofMinutes)
                .orElse(USUAL);
        if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw GraphRefusal.badRequest("lifetimeInMinutes is from 10 to 43200.");
        }
        return lifetime;
    }

    private static Notice.Thing thing(FactorOf kind) {
        return switch (kind) {
            case PASSKEY -> Notice.Thing.PASSKEY;
            case TOTP -> Notice.Thing.TOTP;
        };
    }

    private static UUID id(String method) {
        try {
            return UUID.fromString(method);
        } catch (IllegalArgumentException e) {
            throw GraphRefusal.notFound(method);
        }
    }
}
