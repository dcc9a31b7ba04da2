package io.homeward.tenancy;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The caller of the present request. Resources ask it once and hand on what they need as arguments. */
@RequestScoped
@IfBuildProperty(name = "quarkus.smallrye-jwt.enabled", stringValue = "true", enableIfMissing = true)
public class CurrentCaller {
    private final JsonWebToken token;
    private final CurrentVertxRequest request;
    private final InternalKeys keys;
    private final String service;

    CurrentCaller(
            JsonWebToken token,
            CurrentVertxRequest request,
            InternalKeys keys,
            @ConfigProperty(name = "homeward.service") String service) {
        this.token = token;
        this.request = request;
        this.keys = keys;
        this.service = service;
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
        if (get() instanceof Caller.Service caller) {
            return caller;
        }
        throw new NotForThisCaller("This is for the suite's own services");
    }

    /**
     * The gateway's decision that let this call through; empty for calls between services.
     *
     * @throws NotForThisCaller where the header is there but does not belong to this call's token
     */
    public Optional<UUID> decision() {
        String header = request.getCurrent().request().getHeader(DecisionHeader.NAME);
        if (header == null) {
            return Optional.empty();
        }
        return Optional.of(DecisionHeader.verify(keys.of(service), token.getRawToken(), header)
                .orElseThrow(() -> new NotForThisCaller("The decision header does not belong to this token")));
    }
}
