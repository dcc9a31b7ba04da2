package io.homeward.tenant.registry;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.tenancy.Caller;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Doorkeeper;
import jakarta.enterprise.context.RequestScoped;

/**
 * Whoever runs the installation: the operator's application, and the Global Administrators of the platform's own tenant, as its members. A
 * permission or a role of any other tenant is worth nothing here.
 */
@RequestScoped
public class Operator implements Doorkeeper {
    private final Admission admission;
    private final PlatformTenant platform;

    Operator(Admission admission, PlatformTenant platform) {
        this.admission = admission;
        this.platform = platform;
    }

    @Override
    public void admit(boolean changes) {
        if (changes) {
            acting();
        } else {
            asking();
        }
    }

    /** @throws Refusal {@link Fault#NOT_ALLOWED} */
    public Authority asking() {
        Authority by = admission.anybody();
        if (!by.tenant().equals(platform.id()) || !runs(by)) {
            throw new Refusal(Fault.NOT_ALLOWED);
        }
        return by;
    }

    /** For what changes something: a person needs a second factor that is still fresh. */
    public Authority acting() {
        return asking().withFreshMfa();
    }

    private static boolean runs(Authority by) {
        return switch (by.caller()) {
            case Caller.Person person ->
                person.isMember() && by.roles().contains(DirectoryRole.GLOBAL_ADMINISTRATOR.id());
            case Caller.Application ignored -> by.may(Right.RUN_THE_INSTALLATION);
            case Caller.Service ignored -> false;
            case Caller.Anonymous ignored -> false;
        };
    }
}
