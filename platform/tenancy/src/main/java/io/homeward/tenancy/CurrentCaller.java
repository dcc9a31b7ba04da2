package io.homeward.tenancy;

import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The caller of the present request. Resources ask it once and hand on what they need as arguments. */
@RequestScoped
public class CurrentCaller {
    private final JsonWebToken token;

    CurrentCaller(JsonWebToken token) {
        this.token = token;
    }

    /** @throws NotForThisCaller where the token, though genuine, names no caller we know */
    public Caller get() {
        try {
            return InternalToken.read(token);
        } catch (IllegalArgumentException e) {
            throw new NotForThisCaller(e.getMessage());
        }
    }

    /** @throws NotForThisCaller where no person is calling */
    public Caller.Person person() {
        if (get() instanceof Caller.Person person) {
            return person;
        }
        throw new NotForThisCaller("This needs a person's token");
    }

    /** @throws NotForThisCaller where somebody else than a service of the suite is calling */
    public Caller.Service service() {
        if (get() instanceof Caller.Service service) {
            return service;
        }
        throw new NotForThisCaller("This is for the suite's own services");
    }
}
