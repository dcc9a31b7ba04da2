package io.homeward.remediation.account;

import io.homeward.remediation.language.Texts;
import io.homeward.remediation.mail.Language;
import io.homeward.remediation.method.FactorLeave;
import io.homeward.remediation.registration.StateShown;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How somebody proves that it is he, for his page.
 *
 * @param standing a sentence about how far he is with registration
 * @param good whether it is a good one
 * @param changeable whether anything may be changed from here, after a fresh proof where that is due
 * @param hint what to know before anything is changed, or why nothing can be; empty where there is nothing to say
 * @param codes what is left of the recovery codes
 */
public record SecurityView(
        String standing,
        boolean good,
        List<Method> methods,
        String codes,
        @Nullable Moment codesMade,
        boolean renewable,
        boolean changeable,
        String hint,
        boolean appAddable) {

    /**
     * @param removable whether it can be taken away here
     * @param nameable whether it has a name of its own
     */
    public record Method(
            String id,
            String icon,
            String title,
            String what,
            Moment since,
            @Nullable Moment used,
            boolean usable,
            boolean removable,
            boolean nameable) {}

    static SecurityView of(
            OwnMethods.All methods, Optional<StateShown> state, FactorLeave leave, String tenant, Language language) {
        Texts texts = Texts.in(language);
        boolean changeable = leave instanceof FactorLeave.Granted || leave instanceof FactorLeave.Stale;
        OwnMethods.Codes codes = methods.recoveryCodes();
        return new SecurityView(
                standing(methods, state, texts),
                methods.registered(),
                methods.value().stream()
                        .map(each -> method(each, changeable, language))
                        .toList(),
                codes.madeAt() == null
                        ? texts.say("account.codes.none")
                        : texts.count("account.codes.left", codes.unused()),
                codes.madeAt() == null ? null : Moment.of(codes.madeAt(), language),
                changeable && methods.registered(),
                changeable,
                hint(leave, tenant, texts),
                changeable && !methods.has("softwareOath"));
    }

    private static String standing(OwnMethods.All methods, Optional<StateShown> state, Texts texts) {
        if (methods.registered()) {
            return texts.say("account.standing.registered");
        }
        return state.map(shown -> switch (shown.state()) {
                    case "inGrace" ->
                        texts.count(
                                "account.standing.days",
                                Optional.ofNullable(shown.daysLeft()).orElse(0));
                    case "forced", "pending" -> texts.say("account.standing.now");
                    default -> texts.say("account.standing.none");
                })
                .orElseGet(() -> texts.say("account.standing.none"));
    }

    private static Method method(OwnMethods.Shown each, boolean changeable, Language language) {
        Texts texts = Texts.in(language);
        String kind = texts.say("account.kind." + each.kind());
        String name = Objects.requireNonNullElse(each.name(), kind);
        boolean factor = each.secondFactor();
        Boolean synced = each.synced();
        String what = synced == null ? "" : texts.say(synced ? "account.passkey.synced" : "account.passkey.bound");
        boolean named = !name.equals(kind);
        return new Method(
                each.id(),
                each.kind(),
                name,
                named ? kind + (what.isEmpty() ? "" : " · " + what) : what,
                Moment.of(each.registeredAt(), language),
                each.lastUsedAt() == null ? null : Moment.of(each.lastUsedAt(), language),
                each.usable(),
                changeable && factor,
                changeable && each.kind().equals("passkey"));
    }

    private static String hint(FactorLeave leave, String tenant, Texts texts) {
        return switch (leave) {
            case FactorLeave.Granted granted -> "";
            case FactorLeave.Stale stale -> texts.say("account.stale");
            case FactorLeave.Withheld withheld -> texts.say("account.withheld", tenant);
            case FactorLeave.Unknown unknown -> texts.say("account.unknown");
        };
    }
}
