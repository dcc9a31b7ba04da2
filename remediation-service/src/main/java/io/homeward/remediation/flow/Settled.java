package io.homeward.remediation.flow;

import static java.util.Objects.requireNonNull;

import io.homeward.remediation.session.Session;
import java.util.Optional;

/**
 * What a move has led to.
 *
 * @param begun the session that began with it: its token is handed out now, once
 */
record Settled(Flow flow, Optional<Session> begun) {
    Settled {
        requireNonNull(flow, "flow");
        requireNonNull(begun, "begun");
    }
}
