package io.homeward.remediation.flow;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.Rule;
import io.homeward.remediation.credential.TotpEnrolment;
import io.homeward.remediation.language.Texts;
import io.homeward.remediation.openid.Answer;
import io.homeward.remediation.openid.EntryRefusal;
import io.homeward.remediation.openid.TokenResponse;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A flow as its client sees it; the screens' names are those of the law.
 *
 * @param rule the row of the law; none at the beginning
 * @param code the number of the sign-in vocabulary
 * @param asks the steps that may be taken now
 * @param continuation for the next step, once
 * @param token only with the answer that completed the sign-in
 * @param answer what the browser does next, where an application has asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FlowView(
        String id,
        String state,
        @Nullable Rule rule,
        @Nullable Integer code,
        List<String> asks,
        String continuation,
        Instant expiresAt,
        Details details,
        @Nullable TokenResponse token,
        @Nullable NextStep answer) {

    /**
     * Where it goes on: there, there with a form, or nowhere.
     *
     * @param refused why the tenant may not be entered
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NextStep(
            @Nullable URI redirect,
            @Nullable Posted post,
            @Nullable EntryRefusal refused) {

        record Posted(URI to, Map<String, String> parameters) {}

        static NextStep of(Answer answer) {
            return switch (answer) {
                case Answer.Redirect(var to) -> new NextStep(to, null, null);
                case Answer.Post(var to, var parameters) -> new NextStep(null, new Posted(to, parameters), null);
                case Answer.Refused(var refusal) -> new NextStep(null, null, refusal);
            };
        }
    }

    /**
     * What stands on the screen, and the panel that can be copied for a help desk.
     *
     * @param skipAllowed of a registration
     * @param daysLeft until it may no longer be skipped
     * @param methods what counts here, or may be registered here, the strongest first
     * @param passkey for {@code PublicKeyCredential.parseRequestOptionsFromJSON}
     * @param passkeyCreation for {@code PublicKeyCredential.parseCreationOptionsFromJSON}
     * @param recoveryCodes for the only time
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Details(
            String heading,
            @Nullable String whatNext,
            @Nullable String whoCanHelp,
            @Nullable Boolean skipAllowed,
            @Nullable Integer daysLeft,
            @Nullable List<String> methods,
            @Nullable TotpEnrolment totp,
            @Nullable Map<String, Object> passkey,
            @Nullable Map<String, Object> passkeyCreation,
            @Nullable List<String> recoveryCodes,
            String requestId,
            String correlationId,
            Instant time,
            String application,
            @Nullable String ipAddress) {}

    static FlowView of(
            Flow flow,
            Continuation continuation,
            Screenful screenful,
            Optional<TokenResponse> token,
            Optional<Answer> answer,
            Client client,
            Instant now) {
        FlowState state = flow.state();
        return new FlowView(
                flow.id().toString(),
                state.wireName(),
                state.because().map(FlowState.Because::rule).orElse(null),
                state.because().map(because -> because.code().number()).orElse(null),
                state.asks().stream()
                        .filter(screenful::offers)
                        .map(Move.Kind::wireName)
                        .toList(),
                continuation.text(),
                flow.expiresAt(),
                details(flow, screenful, client, now),
                token.orElse(null),
                answer.map(NextStep::of).orElse(null));
    }

    private static Details details(Flow flow, Screenful screenful, Client client, Instant now) {
        FlowState state = flow.state();
        Wording wording = Wording.of(state);
        Texts texts = Texts.in(client.language());
        Optional<Integer> daysLeft =
                state instanceof FlowState.MoreInformationRequired more ? more.daysLeft() : Optional.empty();
        return new Details(
                texts.say(wording.heading()),
                wording.problem().or(wording::next).map(texts::say).orElse(null),
                wording.helped() ? texts.say("blocked.help", state.opening().tenantName()) : null,
                state instanceof FlowState.MoreInformationRequired ? daysLeft.isPresent() : null,
                daysLeft.orElse(null),
                screenful
                        .methods()
                        .map(methods -> methods.stream().map(FlowView::name).toList())
                        .orElse(null),
                screenful.totp().orElse(null),
                screenful.passkey().orElse(null),
                screenful.passkeyCreation().orElse(null),
                screenful.recoveryCodes().orElse(null),
                client.requestId(),
                flow.id().value().toString(),
                now,
                state.opening().applicationName(),
                client.ipAddress().orElse(null));
    }

    /** As the move that proves it is called. */
    private static String name(FactorKind kind) {
        return switch (kind) {
            case TOTP -> "totp";
            case PASSKEY -> "passkey";
            case SECURITY_KEY -> "securityKey";
            case PUSH -> "push";
            case SMS -> "sms";
            case VOICE -> "voice";
            case FEDERATED -> "federated";
            case EMAIL_CODE -> "emailCode";
            case RECOVERY_CODE -> "recoveryCode";
            case TEMPORARY_ACCESS_PASS -> "temporaryAccessPass";
        };
    }
}
