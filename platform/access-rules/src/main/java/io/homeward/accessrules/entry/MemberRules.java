package io.homeward.accessrules.entry;

import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A member calls his own tenant. */
public final class MemberRules {
    private MemberRules() {}

    public static EntryDecision decide(MemberEntry facts) {
        return new EntryDecision.Refused(
                Rule.H15, Set.of(), SignInCode.DISABLED, Optional.empty(), Optional.empty(), List.of());
    }
}
