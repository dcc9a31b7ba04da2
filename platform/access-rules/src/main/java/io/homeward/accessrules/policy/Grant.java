package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.FactorKind;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a policy demands of whom it applies to.
 *
 * @param operator whether all controls are demanded or one of them
 * @param strength stronger than {@link Strength#ANY_MFA} demands MFA even where the control is not named
 * @param unknownControls controls that are stored and that this version cannot ask for: under {@code AND} nobody can
 *     satisfy them, under {@code OR} the known ones must do
 * @param accepted where an authentication strength of the tenant's own making is demanded, the kinds that satisfy it; demands MFA even
 *     where the control is not named; nobody satisfies an empty set
 */
public record Grant(
        Operator operator,
        Set<Control> controls,
        Strength strength,
        Set<String> unknownControls,
        Optional<Set<FactorKind>> accepted) {

    public static final Grant BLOCK = allOf(Control.BLOCK);
    public static final Grant MFA = allOf(Control.MFA);
    public static final Grant MFA_AND_PASSWORD_CHANGE = allOf(Control.MFA, Control.PASSWORD_CHANGE);
    public static final Grant NOTHING = allOf();

    public enum Operator {
        AND,
        OR
    }

    public Grant {
        requireNonNull(operator, "operator");
        controls = Set.copyOf(controls);
        requireNonNull(strength, "strength");
        unknownControls = Set.copyOf(unknownControls);
        accepted = accepted.map(Set::copyOf);
    }

    /** Without an authentication strength of the tenant's own making. */
    public Grant(Operator operator, Set<Control> controls, Strength strength, Set<String> unknownControls) {
        this(operator, controls, strength, unknownControls, Optional.empty());
    }

    public static Grant allOf(Control... controls) {
        return new Grant(Operator.AND, Set.of(controls), Strength.ANY_MFA, Set.of());
    }

    public Grant with(Strength demanded) {
        return new Grant(operator, controls, demanded, unknownControls, accepted);
    }

    /** MFA by one of these kinds. */
    public Grant accepting(Set<FactorKind> kinds) {
        return new Grant(operator, controls, strength, unknownControls, Optional.of(kinds));
    }

    public MfaDemand mfa() {
        return new MfaDemand(strength, accepted);
    }

    public boolean demands(Control control) {
        return effect() instanceof Effect.Require(var required, var ignored) && required.contains(control);
    }

    public boolean blocks() {
        return effect() instanceof Effect.Block;
    }

    /** Demands nothing, known or not. */
    public boolean empty() {
        return controls.isEmpty() && unknownControls.isEmpty() && mfa().any();
    }

    /** What it comes to. Under {@code OR} the first control in the order of {@link Control} is the one asked for. */
    public Effect effect() {
        var demanded = new HashSet<>(controls);
        if (!mfa().any()) {
            demanded.add(Control.MFA);
        }
        if (demanded.contains(Control.BLOCK)) {
            return new Effect.Block();
        }
        return switch (operator) {
            case AND -> unknownControls.isEmpty() ? Effect.require(demanded, mfa()) : new Effect.Block();
            case OR ->
                demanded.isEmpty() && !unknownControls.isEmpty()
                        ? new Effect.Block()
                        : Effect.require(firstOf(demanded), mfa());
        };
    }

    private static Set<Control> firstOf(Set<Control> controls) {
        return controls.stream().min(Control::compareTo).map(Set::of).orElse(Set.of());
    }
}
