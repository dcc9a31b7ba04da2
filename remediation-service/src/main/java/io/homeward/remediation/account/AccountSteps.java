package io.homeward.remediation.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.feed.FeedJson;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.method.AddOwnFactor;
import io.homeward.remediation.method.AddOwnFactor.Adding;
import io.homeward.remediation.method.AddOwnFactor.Outcome;
import io.homeward.remediation.method.FactorLeave;
import io.homeward.remediation.method.MayChangeFactors;
import io.homeward.remediation.method.OwnFactors;
import io.homeward.remediation.page.Sent;
import io.homeward.remediation.session.SessionId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** Does what somebody wants on his own pages. Whatever changes what he proves himself with is permitted first ({@link MayChangeFactors}). */
@Singleton
class AccountSteps {
    private static final int LONGEST_CODE = 64;

    private final OwnFactors factors;
    private final AddOwnFactor add;
    private final MayChangeFactors may;
    private final OwnSessions sessions;
    private final OwnSignIns signIns;

    AccountSteps(OwnFactors factors, AddOwnFactor add, MayChangeFactors may, OwnSessions sessions, OwnSignIns signIns) {
        this.factors = factors;
        this.add = add;
        this.may = may;
        this.sessions = sessions;
        this.signIns = signIns;
    }

    /** What the browser does next. */
    sealed interface Next {
        /** @param said by the last part of its text's key; empty where there is nothing to say */
        record Done(String said) implements Next {}

        /** Something is in the making and is shown. */
        record Making() implements Next {}

        /** He proves first that it is he, and comes back. */
        record ProveFirst() implements Next {}

        /**
         * Nothing was done.
         *
         * @param problem by the key of its text
         */
        record Problem(String problem) implements Next {}

        /** He is signed in no more. */
        record SignedOut() implements Next {}
    }

    Next security(AccountHolder holder, Sent sent, Surroundings where, Instant now) {
        Adding adding = adding(holder, where);
        return switch (sent.text("step")) {
            case "verify" -> new Next.ProveFirst();
            case "rename" ->
                changed(
                        holder,
                        "renamed",
                        now,
                        () -> factors.rename(
                                holder.home(),
                                holder.person(),
                                holder.session().id(),
                                sent.text("method"),
                                sent.text("name")));
            case "remove" ->
                changed(
                        holder,
                        "removed",
                        now,
                        () -> factors.remove(
                                holder.home(), holder.person(), holder.session().id(), sent.text("method"), where));
            case "renewRecoveryCodes" -> {
                Next next = changed(holder, "codes", now, () -> factors.renewRecoveryCodes(adding));
                yield next instanceof Next.Done ? new Next.Making() : next;
            }
            default -> new Next.Problem("error.unreadable");
        };
    }

    Next making(AccountHolder holder, Sent sent, Surroundings where, Instant now) {
        Adding adding = adding(holder, where);
        return switch (sent.text("step")) {
            case "startTotpRegistration" -> next(add.beginApp(adding, now));
            case "startPasskeyRegistration" -> next(add.beginPasskey(adding, now));
            case "confirmTotp" -> {
                String code = sent.text("code").replaceAll("\\s", "");
                yield code.isEmpty() || code.length() > LONGEST_CODE
                        ? new Next.Problem("field.code.wrong")
                        : next(add.confirmApp(adding, code, now), "register-totp.wrong");
            }
            case "confirmPasskey" ->
                next(add.confirmPasskey(adding, credential(sent), "Passkey", now), "register-passkey.wrong");
            case "showedRecoveryCodes" -> {
                add.leave(adding);
                yield new Next.Done("codes");
            }
            case "cancel" -> {
                add.leave(adding);
                yield new Next.Done("");
            }
            default -> new Next.Problem("error.unreadable");
        };
    }

    Next sessions(AccountHolder holder, Sent sent, Surroundings where, Instant now) {
        return switch (sent.text("step")) {
            case "end" -> {
                boolean own = sent.text("session").equals(holder.session().id().toString());
                sessions.end(holder, session(sent.text("session")), now);
                yield own ? new Next.SignedOut() : new Next.Done("ended");
            }
            case "signOut" -> {
                sessions.end(holder, holder.session().id(), now);
                yield new Next.SignedOut();
            }
            case "endAll" -> {
                sessions.endAll(holder, where, now);
                yield new Next.SignedOut();
            }
            default -> new Next.Problem("error.unreadable");
        };
    }

    Next signIns(AccountHolder holder, Sent sent, Instant now) {
        return switch (sent.text("step")) {
            case "wasMe" -> answered(holder, sent, OwnSignIns.Answer.WAS_ME, now);
            case "notMe" -> answered(holder, sent, OwnSignIns.Answer.NOT_ME, now);
            default -> new Next.Problem("error.unreadable");
        };
    }

    private Next answered(AccountHolder holder, Sent sent, OwnSignIns.Answer answer, Instant now) {
        return switch (signIns.answer(holder, sent.text("signIn"), answer, now)) {
            case WAS_ME -> new Next.Done("wasMe");
            case NOT_ME -> new Next.Done("notMe");
        };
    }

    /** Asked before, so that who has to prove himself first is led there; the change asks once more. */
    private Next changed(AccountHolder holder, String said, Instant now, Runnable change) {
        FactorLeave leave =
                may.change(holder.home(), holder.person(), holder.session().id(), now);
        if (!(leave instanceof FactorLeave.Granted)) {
            return refused(leave);
        }
        try {
            change.run();
            return new Next.Done(said);
        } catch (GraphRefusal refusal) {
            return switch (refusal.rejection().status()) {
                case 400 -> new Next.Problem("account.problem.name");
                case 404 -> new Next.Problem("account.problem.gone");
                default -> throw refusal;
            };
        }
    }

    private static Next refused(FactorLeave leave) {
        return switch (leave) {
            case FactorLeave.Granted granted -> new Next.Done("");
            case FactorLeave.Stale stale -> new Next.ProveFirst();
            case FactorLeave.Withheld withheld -> new Next.Problem("account.problem.withheld");
            case FactorLeave.Unknown unknown -> new Next.Problem("account.unknown");
        };
    }

    private static Next next(Outcome outcome) {
        return next(outcome, "error.unreadable");
    }

    private static Next next(Outcome outcome, String wrong) {
        return switch (outcome) {
            case Outcome.GoesOn goesOn -> new Next.Making();
            case Outcome.Done done -> new Next.Done("added");
            case Outcome.Wrong tried -> new Next.Problem(wrong);
            case Outcome.Full full -> new Next.Problem("account.problem.app");
            case Outcome.Over over -> new Next.Done("");
            case Outcome.NotNow(var because) -> refused(because);
        };
    }

    private static Adding adding(AccountHolder holder, Surroundings where) {
        return new Adding(holder.home(), holder.person(), holder.session().id(), where);
    }

    private static SessionId session(String text) {
        try {
            return new SessionId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new Refusal(Fault.NOT_FOUND, "There is no such session of yours.");
        }
    }

    /** What the browser has made; nothing that fits, where it cannot be read. */
    private static JsonNode credential(Sent sent) {
        try {
            return FeedJson.mapper().readTree(sent.text("credential"));
        } catch (JsonProcessingException e) {
            return FeedJson.mapper().createObjectNode();
        }
    }
}
