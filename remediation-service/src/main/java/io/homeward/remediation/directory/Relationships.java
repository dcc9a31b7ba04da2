package io.homeward.remediation.directory;

import io.homeward.accessrules.TenantId;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Delegated admin relationships. Works in the caller's transaction, bound to either side. */
@Singleton
public class Relationships {

    /** All of one partner's. */
    public List<Relationship> ofPartner(Handle handle, TenantId partner) {
        return handle.createQuery("select document from relationship where tenant_id = :partner")
                .bind("partner", partner.value())
                .mapTo(String.class)
                .map(document -> Document.read(document, Relationship.class))
                .list();
    }

    /** All there ever were between the two, so that an ended one can be told from none. */
    public List<Relationship> between(Handle handle, TenantId partner, TenantId customer) {
        return handle.createQuery("""
                        select document from relationship where tenant_id = :partner and customer_id = :customer
                        """)
                .bind("partner", partner.value())
                .bind("customer", customer.value())
                .mapTo(String.class)
                .map(document -> Document.read(document, Relationship.class))
                .list();
    }
}
