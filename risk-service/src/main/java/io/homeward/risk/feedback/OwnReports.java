package io.homeward.risk.feedback;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskEvent;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.risk.directory.KnownPeople;
import io.homeward.risk.score.Score;
import io.homeward.risk.signin.Kept;
import io.homeward.risk.signin.SignIn;
import io.homeward.risk.signin.SignIns;
import io.homeward.risk.standing.By;
import io.homeward.risk.standing.Evidence;
import io.homeward.risk.standing.Standings;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What people say of a sign-in or a change that they were told of: it was not they, or it was (section 4). */
@Singleton
class OwnReports {
    private static final String NOT_HE = "The person says that it was not he";

    private final TenantDatabase database;
    private final KnownPeople people;
    private final SignIns signIns;
    private final Standings standings;
    private final InstantSource clock;

    OwnReports(TenantDatabase database, KnownPeople people, SignIns signIns, Standings standings, InstantSource clock) {
        this.database = database;
        this.people = people;
        this.signIns = signIns;
        this.standings = standings;
        this.clock = clock;
    }

    /**
     * @param id the same report told again changes nothing
     * @param about {@code sign-in ID} or {@code change ID}, in words for the record
     */
    record Report(UUID id, PersonId person, Optional<String> signIn, String about) {}

    /** @throws Refusal where there is no such person in the tenant */
    void notMe(TenantId tenant, Report report) {
        Instant now = clock.instant();
        database.in(tenant, handle -> {
            requireKnown(handle, tenant, report.person);
            Optional<SignIn> signIn = report.signIn.flatMap(id -> raised(handle, tenant, report.person, id));
            By by = By.actor(report.person.toString(), "reported by the person as not his: " + report.about);
            Evidence evidence = evidence(report, signIn, now);
            return standings.raise(handle, tenant, report.person, RiskEvent.DENIED_BY_PERSON, evidence, now, by);
        });
    }

    /** A note for the administrator; it changes nothing. */
    void wasMe(TenantId tenant, Report report) {
        database.in(tenant, handle -> {
            requireKnown(handle, tenant, report.person);
            By by = By.actor(report.person.toString(), "confirmed by the person as his own: " + report.about);
            return standings.note(handle, tenant, report.person, report.id, clock.instant(), by);
        });
    }

    private void requireKnown(Handle handle, TenantId tenant, PersonId person) {
        if (people.find(handle, tenant, person).isEmpty()) {
            throw new Refusal(Fault.NO_SUCH_PERSON);
        }
    }

    /** The sign-in itself is high from now on. One that is not his is none of his business. */
    private Optional<SignIn> raised(Handle handle, TenantId tenant, PersonId person, String id) {
        Optional<Kept> kept = signIns.lock(handle, tenant, id)
                .filter(each -> each.signIn().person().filter(person::equals).isPresent());
        kept.filter(each -> each.level() != RiskLevel.HIGH).ifPresent(before -> {
            List<String> reasons = new ArrayList<>(before.reasons());
            reasons.add(DetectionType.USER_REPORTED_SUSPICIOUS_ACTIVITY + ": " + NOT_HE);
            signIns.update(
                    handle,
                    tenant,
                    new Kept(
                            before.signIn(), RiskLevel.HIGH, reasons, before.engine(), before.mfa(), before.learned()));
        });
        return kept.map(Kept::signIn);
    }

    private static Evidence evidence(Report report, Optional<SignIn> signIn, Instant now) {
        return new Evidence(
                DetectionType.USER_REPORTED_SUSPICIOUS_ACTIVITY,
                "report " + report.id,
                RiskLevel.HIGH,
                Evidence.Timing.OFFLINE,
                signIn,
                signIn.map(SignIn::at).filter(at -> at.isBefore(now)).orElse(now),
                Map.of("about", report.about),
                NOT_HE,
                Score.ENGINE,
                true);
    }
}
