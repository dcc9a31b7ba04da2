package io.homeward.remediation.notice;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.risk.SignInReports;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Handle;

/** Takes a person's answer, once per link, and passes it on with what it is about. */
@Singleton
public class AnswerNotice {
    private final NoticeLinks links;
    private final SignInReports reports;
    private final TenantDatabase database;
    private final InstantSource clock;

    AnswerNotice(NoticeLinks links, SignInReports reports, TenantDatabase database, InstantSource clock) {
        this.links = links;
        this.reports = reports;
        this.database = database;
        this.clock = clock;
    }

    /** @throws Refusal where the token is forged, expired or used: one text for all */
    public void take(TenantId tenant, String token, NoticeResource.Answer answer) {
        Instant now = clock.instant();
        NoticeLink link = links.read(tenant, token, now).orElseThrow(AnswerNotice::unknown);
        database.in(tenant, handle -> {
            if (!use(handle, tenant, link, answer, now)) {
                throw unknown();
            }
            var report = new SignInReports.OwnReport(
                    link.id(), link.person(), answer.wireName(), link.signIn(), link.change());
            reports.own(handle, tenant, report, now);
            return link;
        });
    }

    private static boolean use(
            Handle handle, TenantId tenant, NoticeLink link, NoticeResource.Answer answer, Instant now) {
        handle.createUpdate("delete from notice_answer where tenant_id = :tenant and expires_at < :now")
                .bind("tenant", tenant.value())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
        return handle.createUpdate("""
                        insert into notice_answer (tenant_id, link_id, person_id, about, answer, at, expires_at)
                        values (:tenant, :link, :person, :about, :answer, :now, :expires) on conflict do nothing
                        """)
                        .bind("tenant", tenant.value())
                        .bind("link", link.id())
                        .bind("person", link.person().value())
                        .bind("about", link.about())
                        .bind("answer", answer.wireName())
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .bind("expires", link.expiresAt().atOffset(ZoneOffset.UTC))
                        .execute()
                == 1;
    }

    private static Refusal unknown() {
        return new Refusal(Fault.NOTICE_UNKNOWN, "It was used, it has expired, or it is not whole.");
    }
}
