package io.homeward.risk.signin;

import io.homeward.accessrules.TenantId;
import java.util.Comparator;
import java.util.Optional;

/**
 * A sign-in of a tenant as it is kept, with everything that was made of it.
 *
 * @param marks empty where it is nobody's, or the secret was wrong
 */
public record Entry(TenantId tenant, Kept kept, Optional<Marks> marks) {
    /** Rows are added in this order, so that two who add the same ones do not wait for each other. */
    static final Comparator<Entry> ORDER = Comparator.comparing((Entry entry) -> entry.tenant.value())
            .thenComparing(entry -> entry.kept.signIn().at())
            .thenComparing(entry -> entry.kept.signIn().id());
}
