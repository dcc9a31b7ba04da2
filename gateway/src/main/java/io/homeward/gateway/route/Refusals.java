package io.homeward.gateway.route;

import io.homeward.gateway.web.Fault;
import io.homeward.gateway.web.Refusal;

/** What both doors say in the same words, whatever the reason: a tenant, an application, a path that is not there. */
final class Refusals {
    static final Refusal NOTHING_THERE = Refusal.of(Fault.NOTHING_THERE, "There is nothing at this address.");

    static final Refusal AMBIGUOUS_PATH = Refusal.of(
            Fault.AMBIGUOUS_PATH,
            "Write the path without dot segments, doubled or escaped slashes, backslashes, double escapes and parameters.");

    static final Refusal STARTING = Refusal.of(Fault.STARTING, "The gateway does not know enough to decide yet.");

    static final Refusal NESTED_BATCH = Refusal.of(Fault.UNREADABLE_BATCH, "A batch contains no batch.");

    private Refusals() {}
}
