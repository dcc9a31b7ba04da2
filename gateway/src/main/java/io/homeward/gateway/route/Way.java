package io.homeward.gateway.route;

import io.homeward.gateway.web.Refusal;

/** What becomes of a call at the edge. Closed on purpose: a third way breaks whoever acts on it. */
sealed interface Way {

    /** It goes on to its owner. */
    record Onward(Target target) implements Way {}

    record Stopped(Refusal refusal) implements Way {}
}
