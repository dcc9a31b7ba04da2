package io.homeward.remediation.directory;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.standing.HomeWaiver;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Home waivers (D14). Works in the caller's transaction, bound to the home that granted them. */
@Singleton
public class Waivers {

    /** Also revoked ones and such as have ended. */
    public List<HomeWaiver> of(Handle handle, TenantId home, PersonId person) {
        return handle.createQuery("""
                        select document from waiver where tenant_id = :home and document ->> 'person' = :person
                        """)
                .bind("home", home.value())
                .bind("person", person.toString())
                .mapTo(String.class)
                .map(document -> Document.read(document, HomeWaiver.class))
                .list();
    }
}
