package io.homeward.remediation.page;

import io.homeward.accessrules.Rule;
import io.homeward.remediation.flow.PageFlows.Shown;
import io.homeward.remediation.language.Texts;
import io.homeward.remediation.openid.EntryRefusal;
import java.util.Optional;

/**
 * What somebody is told who may not enter a tenant that is not his own (D1 to D29): why, as far as his home may say it, who can act, and the way
 * there. A technician is told about his customers, a guest about his visit (D11).
 *
 * @param path where the attempt is looked at again
 */
record RefusedEntry(EntryRefusal refusal, Shown shown, String path) {
    private static final String SELF = "self";
    private static final String ADMINISTRATOR = "homeAdministrator";
    private static final String MFA_ALONE = "multifactorAuthentication";

    /** Nothing about the tenant is revealed to whom it does not know (D1). */
    String why(Texts texts) {
        return standing().map(each -> atRisk(each, texts)).orElseGet(() -> withoutStanding(texts));
    }

    private String atRisk(EntryRefusal.Notice standing, Texts texts) {
        String who = refusal.guest() ? "refused.guest." : "refused.technician.";
        return switch (standing.whoCanAct()) {
            case SELF -> texts.say(who + (kind(standing).equals(Optional.of(MFA_ALONE)) ? "mfa" : "password"), home());
            case ADMINISTRATOR -> texts.say(who + "administrator", home());
            default -> texts.say("refused.unknown");
        };
    }

    private String withoutStanding(Texts texts) {
        return switch (refusal.rule()) {
            case D2 -> texts.say("refused.policy");
            case D17 -> texts.say("refused.password-abroad", home());
            case D18 -> texts.say("refused.register", home());
            case D19 -> texts.say("refused.unknown");
            case D20 -> texts.say("refused.chain");
            case D22 -> texts.say("refused.ended", home());
            case D24 -> texts.say("refused.distrusted", home());
            case H15 -> texts.say("sign-in.disabled");
            default -> texts.say("refused.none");
        };
    }

    /** Nobody has to help where waiting does. */
    String help(Texts texts) {
        if (again()) {
            return "";
        }
        boolean there = refusal.rule() == Rule.D2;
        return there ? texts.say("refused.help-there") : texts.say("blocked.help", home());
    }

    /** Where he goes on; empty where somebody else has to act. With it goes what he came for, so that he is led back there. */
    String way() {
        if (again()) {
            return path;
        }
        return standing()
                .flatMap(each -> Optional.ofNullable(each.remediation()))
                .flatMap(each -> Optional.ofNullable(each.link()))
                .map(link -> link + shown.request().map(id -> "?request=" + id).orElse(""))
                .orElse("");
    }

    /** The key of what stands on the way. */
    String label() {
        return again() ? "action.try-again" : "refused.way";
    }

    /** What resolves by itself (D19, a remediation under way). */
    private boolean again() {
        return refusal.retryAfter().isPresent();
    }

    private Optional<EntryRefusal.Notice> standing() {
        return Optional.ofNullable(refusal.standing());
    }

    private static Optional<String> kind(EntryRefusal.Notice standing) {
        return Optional.ofNullable(standing.remediation()).map(EntryRefusal.Remediation::kind);
    }

    private String home() {
        return standing()
                .flatMap(each -> Optional.ofNullable(each.homeTenant().name()))
                .orElse(shown.tenantName());
    }
}
