package io.homeward.risk.architecture.broken;

import org.jdbi.v3.core.Handle;

/** Breaks the rule that judging is pure, on purpose. */
final class CuriousDetector {
    long looksThingsUp(Handle handle) {
        return handle.createQuery("select count(*) from sign_in")
                .mapTo(Long.class)
                .one();
    }
}
