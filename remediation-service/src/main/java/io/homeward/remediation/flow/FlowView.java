package io.homeward.remediation.flow;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.accessrules.Rule;
import io.homeward.remediation.credential.TotpEnrolment;
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
record FlowView(
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
     * @param methods second factors that count here
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Details(
            String heading,
            @Nullable String whatNext,
            @Nullable String whoCanHelp,
            @Nullable Boolean skipAllowed,
            @Nullable Integer daysLeft,
            @Nullable List<String> methods,
            @Nullable TotpEnrolment totp,
            String requestId,
            String correlationId,
            Instant time,
            String application,
            @Nullable String ipAddress) {}

    /** @param totp what is being registered, in the state that shows it */
    static FlowView of(
            Flow flow,
            Continuation continuation,
            Optional<TotpEnrolment> totp,
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
                state.asks().stream().map(Move.Kind::wireName).toList(),
                continuation.text(),
                flow.expiresAt(),
                details(flow, totp, client, now),
                token.orElse(null),
                answer.map(NextStep::of).orElse(null));
    }

    private static Details details(Flow flow, Optional<TotpEnrolment> totp, Client client, Instant now) {
        FlowState state = flow.state();
        Wording wording = Wording.of(state);
        Optional<Integer> daysLeft =
                state instanceof FlowState.MoreInformationRequired more ? more.daysLeft() : Optional.empty();
        return new Details(
                wording.heading(),
                wording.whatNext().orElse(null),
                wording.whoCanHelp().orElse(null),
                state instanceof FlowState.MoreInformationRequired ? daysLeft.isPresent() : null,
                daysLeft.orElse(null),
                methods(state),
                totp.orElse(null),
                client.requestId(),
                flow.id().value().toString(),
                now,
                state.opening().applicationName(),
                client.ipAddress().orElse(null));
    }

    private static @Nullable List<String> methods(FlowState state) {
        return switch (state) {
            case FlowState.MoreInformationRequired more -> List.of("totp");
            case FlowState.RegisterTotp register -> List.of("totp");
            case FlowState.UnusualSignIn unusual -> List.of("totp");
            case FlowState.VerifyIdentity verify -> List.of("totp");
            case FlowState.AccountAtRisk atRisk -> List.of("totp");
            case FlowState.CheckMail check -> null;
            case FlowState.Recovered recovered -> null;
            case FlowState.RecoveryUnavailable unavailable -> null;
            case FlowState.SignIn signIn -> null;
            case FlowState.ChangePassword change -> null;
            case FlowState.Remediating remediating -> null;
            case FlowState.SignInBlocked blocked -> null;
            case FlowState.AccountBlocked blocked -> null;
            case FlowState.SignedIn signedIn -> null;
            case FlowState.Ended ended -> null;
        };
    }
}
