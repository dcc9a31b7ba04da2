package io.homeward.remediation.directory;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Registered applications. Works in the caller's transaction, bound to the tenant. */
@Singleton
public class Applications {

    /** One that is enabled; a disabled one is as good as none. */
    public Optional<Application> enabled(Handle handle, TenantId tenant, ApplicationId application) {
        return handle.createQuery(
                        "select document from application where tenant_id = :tenant and application_id = :application")
                .bind("tenant", tenant.value())
                .bind("application", application.value())
                .mapTo(String.class)
                .findOne()
                .map(document -> Document.read(document, Application.class))
                .filter(Application::enabled);
    }

    /** Of the applications that the tenant has served at its door, those of these that are, and one that is none of them. */
    public List<ApplicationId> served(Handle handle, TenantId tenant, Collection<ApplicationId> distinguished) {
        return handle.createQuery("""
                        with served as (
                            select application_id from application
                            where tenant_id = :tenant and (document ->> 'enabled')::boolean
                                and jsonb_typeof(document -> 'upstream') = 'object')
                        select application_id from served where application_id = any(:distinguished)
                        union all
                        (select application_id from served where application_id <> all(:distinguished) limit 1)
                        """)
                .bind("tenant", tenant.value())
                .bindArray(
                        "distinguished",
                        UUID.class,
                        distinguished.stream().map(ApplicationId::value).toList())
                .mapTo(UUID.class)
                .map(ApplicationId::new)
                .list();
    }
}
