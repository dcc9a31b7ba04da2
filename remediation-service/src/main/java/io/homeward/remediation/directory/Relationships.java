package io.homeward.remediation.directory;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.Hop;
import io.homeward.accessrules.entry.Relationship;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Delegated admin relationships. Works in the caller's transaction, bound to either side. */
@Singleton
public class Relationships {

    /**
     * More than any decision looks at between the same tenants. Those that run or are suspended come first, so that what one side alone can make
     * many of, offers and ended ones, hides none of them.
     */
    private static final int MOST = 200;

    private static final Set<String> NEVER_AGREED = Hop.Status.wireNames(Set.of(Hop.Status.NOT_YET));
    private static final Set<String> OVER = Hop.Status.wireNames(Set.of(Hop.Status.EXPIRED, Hop.Status.TERMINATED));

    /** All of one partner's. */
    public List<Relationship> ofPartner(Handle handle, TenantId partner) {
        return handle.createQuery("select document from relationship where tenant_id = :partner")
                .bind("partner", partner.value())
                .mapTo(String.class)
                .map(Relationships::read)
                .list();
    }

    /** Those by which the customer's partners may pass this tenant's people on (D20), also ended ones. */
    public List<Relationship> passingOn(Handle handle, TenantId customer, TenantId home) {
        return handle.createQuery("""
                        select document from relationship
                        where customer_id = :customer and document -> 'subDelegates' @> to_jsonb(cast(:home as text))
                            and document ->> 'status' <> all(:neverAgreed)
                        order by document ->> 'status' = any(:over), relationship_id limit :most
                        """)
                .bind("customer", customer.value())
                .bind("home", home.toString())
                .bindArray("neverAgreed", String.class, NEVER_AGREED)
                .bindArray("over", String.class, OVER)
                .bind("most", MOST)
                .mapTo(String.class)
                .map(Relationships::read)
                .list();
    }

    /** Those that any two of these have with each other, also ended ones. */
    public List<Relationship> among(Handle handle, Collection<TenantId> tenants) {
        return handle.createQuery("""
                        select document from (
                            select document, row_number() over (
                                partition by tenant_id, customer_id
                                order by document ->> 'status' = any(:over), relationship_id) as place
                            from relationship
                            where tenant_id = any(:tenants) and customer_id = any(:tenants)
                                and document ->> 'status' <> all(:neverAgreed)) as agreed
                        where place <= :most
                        """)
                .bindArray(
                        "tenants",
                        UUID.class,
                        tenants.stream().map(TenantId::value).toList())
                .bindArray("neverAgreed", String.class, NEVER_AGREED)
                .bindArray("over", String.class, OVER)
                .bind("most", MOST)
                .mapTo(String.class)
                .map(Relationships::read)
                .list();
    }

    private static Relationship read(String document) {
        return Document.read(document, Relationship.class);
    }
}
