package io.homeward.tenant.guest;

import io.homeward.tenancy.Caller;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Doorkeeper;
import jakarta.enterprise.context.RequestScoped;

/** Whoever accepts an invitation: a person in his own tenant, with a second factor that is still fresh. */
@RequestScoped
public class Invited implements Doorkeeper {
    private final Admission admission;

    Invited(Admission admission) {
        this.admission = admission;
    }

    @Override
    public void admit(boolean changes) {
        person();
    }

    /** @throws Refusal {@link Fault#NOT_ALLOWED}, {@link Fault#FRESH_MFA_NEEDED} */
    Caller.Person person() {
        var by = admission.anybody().withFreshMfa();
        if (by.caller() instanceof Caller.Person person && person.isMember()) {
            return person;
        }
        throw new Refusal(Fault.NOT_ALLOWED, "An invitation is accepted by a person, signed in at home.");
    }
}
