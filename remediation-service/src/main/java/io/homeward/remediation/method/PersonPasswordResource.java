package io.homeward.remediation.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * For tenant-service, which has decided who may: the password that was written with a directory entry, before the entry itself is. The
 * person need not be known here yet.
 */
@Path("/internal/tenants/{tenant}/people/{person}/password")
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PersonPasswordResource {
    private static final Set<String> CALLERS = Set.of("tenant-service");

    private final CurrentCaller caller;
    private final GivePassword givePassword;

    PersonPasswordResource(CurrentCaller caller, GivePassword givePassword) {
        this.caller = caller;
        this.givePassword = givePassword;
    }

    /** @param by who asked tenant-service for it; its {@code id} is kept for the record */
    record Given(
            @NotNull @Size(min = 1, max = 1_000) String password,
            boolean temporary,
            @Nullable JsonNode by) {
        @Override
        public String toString() {
            return "Given";
        }
    }

    @PUT
    public void give(@PathParam("tenant") UUID tenant, @PathParam("person") UUID person, @NotNull @Valid Given given) {
        String service = caller.service().name();
        if (!CALLERS.contains(service)) {
            throw new Refusal(Fault.NOT_ALLOWED, "This is for tenant-service.");
        }
        String by = given.by() == null ? service : given.by().path("id").asText(service);
        givePassword.give(new TenantId(tenant), new PersonId(person), given.password(), given.temporary(), by);
    }
}
