package io.homeward.gateway.decision;

import io.homeward.gateway.web.Refusal;
import io.homeward.tenancy.Caller;

/** Whether a call passes. Closed on purpose: whoever acts on it switches without a default. */
public sealed interface Passing {

    /**
     * @param caller as our services are told of him: with the roles he has in the tenant entered, and nothing more
     * @param rule the rule of the law that let him in; {@code none} where none was asked
     */
    record Through(Caller caller, String rule) implements Passing {}

    record Stopped(Refusal refusal) implements Passing {}
}
