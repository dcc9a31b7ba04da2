package io.homeward.risk.detection;

import java.util.Optional;

/** Looks for one kind of evidence. Pure. */
public interface Detector {

    /** @param facts of a sign-in in which the secret was right */
    Optional<Finding> examine(Facts facts);
}
