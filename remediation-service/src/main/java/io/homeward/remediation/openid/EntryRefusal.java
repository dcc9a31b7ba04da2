package io.homeward.remediation.openid;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.EntryDecision;
import io.homeward.accessrules.standing.StandingNotice;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a refused entry tells besides the OAuth error: the member {@code homeward}.
 *
 * @param code of the sign-in vocabulary; machines find it in the error itself
 * @param guest whether he was invited himself, in place of working for a partner (D11): his wording differs
 * @param retryAfter where waiting helps
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntryRefusal(
        UUID decisionId,
        Rule rule,
        @JsonIgnore SignInCode code,
        @JsonIgnore boolean guest,
        @Nullable Notice standing,
        @JsonIgnore Optional<Duration> retryAfter) {

    /** The standing notice: all that anybody may learn abroad. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Notice(
            boolean blocked,
            @Nullable Instant since,
            Home homeTenant,
            String whoCanAct,
            @Nullable Remediation remediation) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Home(String id, @Nullable String name) {}

    /** @param link where the person begins, if he can help himself */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Remediation(String kind, @Nullable String link) {}

    static EntryRefusal of(UUID decisionId, EntryDecision.Refused refused, Issuer home) {
        return of(decisionId, refused, refused.notice(), refused.retryAfter(), home);
    }

    static EntryRefusal of(
            UUID decisionId,
            EntryDecision decision,
            Optional<StandingNotice> notice,
            Optional<Duration> retryAfter,
            Issuer home) {
        return new EntryRefusal(
                decisionId,
                decision.rule(),
                decision.code(),
                decision.with().contains(Rule.D11) || decision.code() == SignInCode.GUEST_AT_RISK_AT_HOME,
                notice.map(each -> notice(each, home)).orElse(null),
                retryAfter);
    }

    private static Notice notice(StandingNotice notice, Issuer home) {
        TenantId tenant = notice.home();
        return new Notice(
                notice.blocked(),
                notice.since().orElse(null),
                new Home(tenant.toString(), notice.homeTenantName().orElse(null)),
                who(notice.whoCanAct()),
                notice.remediation()
                        .map(route -> new Remediation(kind(route), route.selfService() ? home.remediation() : null))
                        .orElse(null));
    }

    private static String who(StandingNotice.WhoCanAct who) {
        return switch (who) {
            case SELF -> "self";
            case HOME_ADMINISTRATOR -> "homeAdministrator";
            case NOBODY -> "nobody";
        };
    }

    private static String kind(Route route) {
        return switch (route) {
            case MFA -> "multifactorAuthentication";
            case PASSWORD_CHANGE -> "securePasswordChange";
            case MFA_AND_PASSWORD_CHANGE -> "both";
            case ADMINISTRATOR, BLOCKED -> "administrator";
        };
    }
}
