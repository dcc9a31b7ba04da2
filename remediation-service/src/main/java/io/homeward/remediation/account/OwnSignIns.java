package io.homeward.remediation.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.homeward.accessrules.SignInCode;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.risk.OwnSignIn;
import io.homeward.remediation.risk.SignInHistory;
import io.homeward.remediation.risk.SignInReports;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What somebody sees of his own sign-ins, and what he says of them (section 4). */
@Singleton
class OwnSignIns {
    private static final int WRONG_PASSWORD = SignInCode.WRONG_PASSWORD.number();

    /** What the law answers where it lets nobody through. */
    private static final Set<Integer> BLOCKED = Set.of(
            SignInCode.BLOCKED_BY_POLICY.number(),
            SignInCode.REGISTRATION_BLOCKED_BY_RISK.number(),
            SignInCode.REGISTRATION_RESTRICTED.number(),
            SignInCode.DISABLED.number());

    private final SignInHistory history;
    private final SignInReports reports;
    private final TenantDatabase database;

    OwnSignIns(SignInHistory history, SignInReports reports, TenantDatabase database) {
        this.history = history;
        this.reports = reports;
        this.database = database;
    }

    /** What he says. */
    enum Answer {
        @JsonProperty("wasMe")
        WAS_ME("wasMe"),
        @JsonProperty("notMe")
        NOT_ME("notMe");

        private final String wireName;

        Answer(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    /**
     * One of them.
     *
     * @param result {@code succeeded}, {@code wrongPassword}, {@code blocked} or {@code notCompleted}
     * @param current whether it is the one this browser's session came from
     * @param answer what he has said of it
     */
    @JsonInclude
    record Shown(
            String id,
            Instant at,
            @Nullable String application,
            @Nullable String ipAddress,
            @Nullable String city,
            @Nullable String countryOrRegion,
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable String operatingSystem,
            @Nullable String browser,
            String result,
            boolean secondFactor,
            boolean current,
            @Nullable String answer) {}

    /** @param next to be sent as {@code after}; null on the last page */
    @JsonInclude
    record Page(List<Shown> value, @Nullable String next) {}

    /** @throws Refusal 400 for a place that was not given here; 503 while risk-service is away */
    Page page(AccountHolder holder, Optional<String> after, int limit) {
        SignInHistory.Page page =
                switch (history.page(holder.home(), holder.person(), after, limit)) {
                    case SignInHistory.Answer.Known<SignInHistory.Page>(var known) -> known;
                    case SignInHistory.Answer.Unknown<SignInHistory.Page> unknown ->
                        throw new Refusal(Fault.UNREADABLE, "'after' is what the last page gave as 'next'.");
                    case SignInHistory.Answer.Away<SignInHistory.Page> away -> throw away();
                };
        Map<String, String> answers = database.in(
                holder.home(),
                handle -> answers(
                        handle, holder, page.value().stream().map(OwnSignIn::id).toList()));
        return new Page(
                page.value().stream()
                        .map(each -> shown(each, holder, answers.get(each.id())))
                        .toList(),
                page.next());
    }

    /**
     * "This was not me" makes him high at risk, in the sign-in it is about; "this was me" is a note for the administrators. Said twice it is
     * said once.
     *
     * @return what counts now
     * @throws Refusal 404 for a sign-in that is not his; 503 while risk-service is away
     */
    Answer answer(AccountHolder holder, String signIn, Answer answer, Instant now) {
        switch (history.find(holder.home(), holder.person(), signIn)) {
            case SignInHistory.Answer.Known<OwnSignIn> known -> {
                // It is his.
            }
            case SignInHistory.Answer.Unknown<OwnSignIn> unknown ->
                throw new Refusal(Fault.NOT_FOUND, "There is no such sign-in of yours.");
            case SignInHistory.Answer.Away<OwnSignIn> away -> throw away();
        }
        return database.in(holder.home(), handle -> {
            if (said(handle, holder, signIn, answer, now)) {
                reports.own(
                        handle,
                        holder.home(),
                        new SignInReports.OwnReport(
                                report(holder, signIn, answer), holder.person(), answer.wireName(), signIn, null),
                        now);
                return answer;
            }
            return answers(handle, holder, List.of(signIn)).containsValue(Answer.NOT_ME.wireName())
                    ? Answer.NOT_ME
                    : Answer.WAS_ME;
        });
    }

    /** Whether it is new: that it was not he replaces that it was, and nothing replaces that it was not. */
    private static boolean said(Handle handle, AccountHolder holder, String signIn, Answer answer, Instant now) {
        return handle.createUpdate("""
                        insert into own_sign_in_answer (tenant_id, person_id, sign_in_id, answer, at)
                        values (:tenant, :person, :signIn, :answer, :now)
                        on conflict (tenant_id, person_id, sign_in_id) do update set answer = excluded.answer, at = excluded.at
                        where own_sign_in_answer.answer = 'wasMe' and excluded.answer = 'notMe'
                        """)
                        .bind("tenant", holder.home().value())
                        .bind("person", holder.person().value())
                        .bind("signIn", signIn)
                        .bind("answer", answer.wireName())
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .execute()
                == 1;
    }

    private static Map<String, String> answers(Handle handle, AccountHolder holder, List<String> signIns) {
        return handle
                .createQuery("""
                        select sign_in_id, answer from own_sign_in_answer
                        where tenant_id = :tenant and person_id = :person and sign_in_id = any(:signIns)
                        """)
                .bind("tenant", holder.home().value())
                .bind("person", holder.person().value())
                .bindArray("signIns", String.class, signIns)
                .map((row, context) -> Map.entry(row.getString("sign_in_id"), row.getString("answer")))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The same for the same answer, so that risk-service takes it once. */
    private static UUID report(AccountHolder holder, String signIn, Answer answer) {
        String about = "own page %s %s %s %s".formatted(holder.home(), holder.person(), answer.wireName(), signIn);
        return UUID.nameUUIDFromBytes(about.getBytes(StandardCharsets.UTF_8));
    }

    private static Shown shown(OwnSignIn each, AccountHolder holder, @Nullable String answer) {
        return new Shown(
                each.id(),
                each.at(),
                each.application(),
                each.ip(),
                each.city(),
                each.country(),
                each.latitude(),
                each.longitude(),
                each.operatingSystem(),
                each.browser(),
                result(each.errorCode()),
                "passed".equals(each.mfa()),
                each.id().equals(holder.session().signInId().toString()),
                answer);
    }

    private static String result(int code) {
        if (code == 0) {
            return "succeeded";
        }
        if (code == WRONG_PASSWORD) {
            return "wrongPassword";
        }
        return BLOCKED.contains(code) ? "blocked" : "notCompleted";
    }

    private static Refusal away() {
        return new Refusal(Fault.BUSY, "Your sign-ins cannot be shown at the moment.");
    }
}
