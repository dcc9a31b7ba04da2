package io.homeward.risk;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import java.util.Comparator;

/** A person of a tenant, where several tenants are handled in one commit. Whoever locks what belongs to people locks it in this order. */
public record Account(TenantId tenant, PersonId person) implements Comparable<Account> {
    private static final Comparator<Account> ORDER = Comparator.comparing((Account account) -> account.tenant.value())
            .thenComparing(account -> account.person.value());

    @Override
    public int compareTo(Account other) {
        return ORDER.compare(this, other);
    }
}
