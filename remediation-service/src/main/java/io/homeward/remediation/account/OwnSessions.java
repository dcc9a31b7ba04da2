package io.homeward.remediation.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.credential.Credentials;
import io.homeward.remediation.directory.Applications;
import io.homeward.remediation.flow.OwnPage;
import io.homeward.remediation.notice.Notice;
import io.homeward.remediation.notice.PersonNotices;
import io.homeward.remediation.risk.OwnSignIn;
import io.homeward.remediation.risk.SignInHistory;
import io.homeward.remediation.session.PersonSessions;
import io.homeward.remediation.session.PersonSessions.Going;
import io.homeward.remediation.session.PersonSessions.Place;
import io.homeward.remediation.session.SessionId;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Where somebody is signed in, and how he ends that. */
@Singleton
class OwnSessions {
    /** Of sign-ins, to say where sessions began; older ones are without a place. */
    private static final int LATEST = 100;

    private final TenantDatabase database;
    private final PersonSessions sessions;
    private final Applications applications;
    private final Credentials credentials;
    private final PersonNotices notices;
    private final SignInHistory history;

    OwnSessions(
            TenantDatabase database,
            PersonSessions sessions,
            Applications applications,
            Credentials credentials,
            PersonNotices notices,
            SignInHistory history) {
        this.database = database;
        this.sessions = sessions;
        this.applications = applications;
        this.credentials = credentials;
        this.notices = notices;
        this.history = history;
    }

    /**
     * @param application null where it is not there any more
     * @param current whether it is this browser's
     */
    @JsonInclude
    record Shown(
            UUID id,
            @Nullable String application,
            Instant since,
            Instant until,
            boolean secondFactor,
            boolean current,
            @Nullable String city,
            @Nullable String countryOrRegion,
            @Nullable String operatingSystem,
            @Nullable String browser) {}

    /** @param next to be sent as {@code after}; null on the last page */
    @JsonInclude
    record Page(List<Shown> value, @Nullable String next) {}

    /** @throws Refusal 400 for a place that was not given here */
    Page page(AccountHolder holder, Optional<String> after, int limit, Instant now) {
        Optional<Place> behind = after.map(text -> Place.of(text)
                .orElseThrow(() -> new Refusal(Fault.UNREADABLE, "'after' is what the last page gave as 'next'.")));
        Map<String, OwnSignIn> signIns = signIns(holder);
        return database.in(holder.home(), handle -> {
            List<Going> going = sessions.page(handle, holder.home(), holder.person(), behind, limit, now);
            Map<ApplicationId, Optional<String>> names = names(handle, holder, going);
            return new Page(
                    going.stream()
                            .map(each -> shown(
                                    each,
                                    names.getOrDefault(each.client(), Optional.empty()),
                                    signIns.get(each.signInId().toString()),
                                    holder))
                            .toList(),
                    going.size() < limit
                            ? null
                            : new Place(
                                            going.getLast().authTime(),
                                            going.getLast().id())
                                    .text());
        });
    }

    /** Without risk-service sessions are shown without a place. */
    private Map<String, OwnSignIn> signIns(AccountHolder holder) {
        return switch (history.page(holder.home(), holder.person(), Optional.empty(), LATEST)) {
            case SignInHistory.Answer.Known<SignInHistory.Page>(var page) ->
                page.value().stream().collect(Collectors.toMap(OwnSignIn::id, Function.identity(), (one, same) -> one));
            case SignInHistory.Answer.Unknown<SignInHistory.Page> unknown -> Map.of();
            case SignInHistory.Answer.Away<SignInHistory.Page> away -> Map.of();
        };
    }

    private Map<ApplicationId, Optional<String>> names(Handle handle, AccountHolder holder, List<Going> going) {
        var names = new HashMap<ApplicationId, Optional<String>>();
        for (Going each : going) {
            names.computeIfAbsent(
                    each.client(),
                    client -> client.equals(OwnPage.APPLICATION)
                            ? Optional.of(OwnPage.APPLICATION_NAME)
                            : applications
                                    .enabled(handle, holder.home(), client)
                                    .map(found -> found.displayName()));
        }
        return names;
    }

    private static Shown shown(
            Going going, Optional<String> application, @Nullable OwnSignIn signIn, AccountHolder holder) {
        return new Shown(
                going.id().value(),
                application.orElse(null),
                going.authTime(),
                going.expiresAt(),
                going.mfa(),
                going.id().equals(holder.session().id()),
                signIn == null ? null : signIn.city(),
                signIn == null ? null : signIn.country(),
                signIn == null ? null : signIn.operatingSystem(),
                signIn == null ? null : signIn.browser());
    }

    /** @throws Refusal 404 for a session that is not his, or is over */
    void end(AccountHolder holder, SessionId session, Instant now) {
        boolean ended = database.in(
                holder.home(),
                handle -> sessions.end(handle, holder.home(), holder.person(), session, "endedByPerson", now));
        if (!ended) {
            throw new Refusal(Fault.NOT_FOUND, "There is no such session of yours.");
        }
    }

    /** All of them, this one too, with all their tokens; the epoch rises, and he is told at every address. */
    void endAll(AccountHolder holder, Surroundings where, Instant now) {
        database.in(holder.home(), handle -> {
            credentials.endSessions(handle, holder.home(), holder.person(), "endedByPerson", now);
            notices.tell(handle, holder.home(), holder.person(), Notice.of(Notice.Kind.SESSIONS_ENDED, where), now);
            return holder;
        });
    }
}
