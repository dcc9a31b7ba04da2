package io.homeward.remediation.page;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.language.Texts;
import io.homeward.remediation.notice.AnswerNotice;
import io.homeward.remediation.notice.NoticeResource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Where the link in a notice leads in a browser. To open it asks; only the button on it answers, once for each link. */
@Singleton
class NoticePages {
    private static final String TOKEN = "token";
    private static final String NOT_ME = "notMe";
    private static final String WAS_ME = "wasMe";

    private final AnswerNotice answerNotice;
    private final Brands brands;

    NoticePages(AnswerNotice answerNotice, Brands brands) {
        this.answerNotice = answerNotice;
        this.brands = brands;
    }

    /** @param said what was answered just now: then it only thanks */
    Reply ask(Visit visit, TenantId tenant, String said) {
        return switch (said) {
            case NOT_ME -> thanks(visit, tenant, NOT_ME, "notice.not-me");
            case WAS_ME -> thanks(visit, tenant, WAS_ME, "notice.was-me");
            default -> ask(visit, tenant, Optional.empty(), 200);
        };
    }

    private Reply ask(Visit visit, TenantId tenant, Optional<String> problem, int status) {
        Texts texts = visit.texts();
        Page page = Pages.titled(visit, brands.of(tenant), "notice", visit.path() + "?", problem, "");
        var choices = List.of(
                new Choice(NOT_ME, texts.say("notice.not-me"), "main"),
                new Choice(WAS_ME, texts.say("notice.was-me"), "quiet"));
        return Pages.show(visit, status, Templates.linked(page, choices), Optional.empty());
    }

    private Reply thanks(Visit visit, TenantId tenant, String said, String what) {
        String here = visit.path() + "?said=" + said + "&";
        Page page = Pages.titled(visit, brands.of(tenant), what, here, Optional.empty(), "");
        return Pages.show(visit, 200, Templates.message(page, "", ""), Optional.empty());
    }

    /** Whoever holds the link may answer, in any browser, but only by the button on our own page. */
    Reply answer(Visit visit, TenantId tenant, Sent sent) {
        if (!visit.own()) {
            return Pages.forged(visit);
        }
        String said = sent.text("step");
        if (!said.equals(NOT_ME) && !said.equals(WAS_ME)) {
            return ask(visit, tenant, Optional.of("error.unreadable"), 400);
        }
        try {
            answerNotice.take(
                    tenant,
                    FromLink.of(sent, TOKEN).part(TOKEN).orElse(""),
                    said.equals(NOT_ME) ? NoticeResource.Answer.NOT_ME : NoticeResource.Answer.WAS_ME);
            return Pages.goOn(visit, visit.path() + "?said=" + said);
        } catch (Refusal refusal) {
            if (refusal.fault() == Fault.NOTICE_UNKNOWN) {
                return ask(visit, tenant, Optional.of("notice.unknown"), 400);
            }
            throw refusal;
        }
    }
}
