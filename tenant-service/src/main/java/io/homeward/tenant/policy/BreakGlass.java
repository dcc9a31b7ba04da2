package io.homeward.tenant.policy;

import io.homeward.accessrules.PersonId;
import java.util.Set;

/**
 * The accounts a tenant keeps for emergencies: they are what is left when a rule locks everybody else out.
 *
 * @param accounts members who hold Global Administrator, at most {@value #MOST}
 */
public record BreakGlass(Set<PersonId> accounts) {
    public static final BreakGlass NONE = new BreakGlass(Set.of());

    /** More would be an ordinary group of administrators whom no rule binds. */
    static final int MOST = 5;

    public BreakGlass {
        accounts = Set.copyOf(accounts);
    }
}
