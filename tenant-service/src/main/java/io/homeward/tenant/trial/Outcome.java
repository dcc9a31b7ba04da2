package io.homeward.tenant.trial;

import io.homeward.accessrules.entry.EntryDecision;
import io.homeward.accessrules.home.HomeDecision;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.policy.Effect;
import io.homeward.accessrules.review.Hypothetical;
import io.homeward.accessrules.review.WhatIf;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all policies together come to, beyond Graph.
 *
 * @param effect {@code none}, {@code require} or {@code block}: of the enabled policies that bind
 * @param controls what they require
 * @param decision {@code signedIn}, {@code prompt} or {@code blocked}; from outside {@code admitted}, {@code stepUp} or {@code refused};
 *     null where the question is about no sign-in
 * @param rule of the law, such as H8 or D16
 * @param code as the sign-in log shows it
 * @param asks what the person is asked for, in this order
 * @param assumed what was not said and had to be taken for granted
 */
record Outcome(
        String effect,
        List<String> controls,
        @Nullable String decision,
        @Nullable String rule,
        @Nullable Integer code,
        List<String> asks,
        List<String> assumed) {

    static Outcome atHome(WhatIf.Answer<HomeDecision> answer) {
        Outcome none = of(answer.effect(), answer.assumed());
        return answer.decision()
                .map(decision -> switch (decision) {
                    case HomeDecision.SignedIn in ->
                        none.decided("signedIn", in.rule().name(), in.code().number(), List.of());
                    case HomeDecision.Prompt prompt ->
                        none.decided(
                                "prompt",
                                prompt.rule().name(),
                                prompt.code().number(),
                                prompt.steps().stream()
                                        .map(step -> camelCase(step.name()))
                                        .toList());
                    case HomeDecision.Blocked blocked ->
                        none.decided(
                                "blocked", blocked.rule().name(), blocked.code().number(), List.of());
                })
                .orElse(none);
    }

    static Outcome abroad(WhatIf.Answer<EntryDecision> answer) {
        Outcome none = of(answer.effect(), answer.assumed());
        return answer.decision()
                .map(decision -> switch (decision) {
                    case EntryDecision.Admitted in ->
                        none.decided("admitted", in.rule().name(), in.code().number(), List.of());
                    case EntryDecision.StepUp step ->
                        none.decided(
                                "stepUp",
                                step.rule().name(),
                                step.code().number(),
                                List.of(camelCase(step.need().name())));
                    case EntryDecision.Refused refused ->
                        none.decided(
                                "refused", refused.rule().name(), refused.code().number(), List.of());
                })
                .orElse(none);
    }

    private Outcome decided(String what, String byRule, int number, List<String> steps) {
        return new Outcome(effect, controls, what, byRule, number, steps, assumed);
    }

    private static Outcome of(Effect effect, Set<Hypothetical.Assumption> assumed) {
        List<String> names =
                assumed.stream().map(one -> camelCase(one.name())).sorted().toList();
        return switch (effect) {
            case Effect.Nothing() -> new Outcome("none", List.of(), null, null, null, List.of(), names);
            case Effect.Block() -> new Outcome("block", List.of("block"), null, null, null, List.of(), names);
            case Effect.Require require ->
                new Outcome(
                        "require",
                        require.controls().stream()
                                .sorted()
                                .map(Control::wireName)
                                .toList(),
                        null,
                        null,
                        null,
                        List.of(),
                        names);
        };
    }

    private static String camelCase(String constant) {
        var name = new StringBuilder();
        for (String word : constant.toLowerCase(Locale.ROOT).split("_")) {
            name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }
}
