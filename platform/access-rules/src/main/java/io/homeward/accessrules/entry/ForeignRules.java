package io.homeward.accessrules.entry;

import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Entering somebody else's tenant. */
public final class ForeignRules {
    private ForeignRules() {}

    /** Pure and without blocking; meant to be asked for every request. */
    public static EntryDecision decide(ForeignEntry facts, Instant now) {
        return new EntryDecision.Refused(
                Rule.D19, Set.of(), SignInCode.DELEGATE_AT_RISK_AT_HOME, Optional.empty(), Optional.empty(), List.of());
    }
}
