package io.homeward.remediation.directory;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import jakarta.inject.Singleton;
import java.util.Optional;
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
}
