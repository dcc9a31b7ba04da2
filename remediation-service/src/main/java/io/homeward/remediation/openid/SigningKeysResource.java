package io.homeward.remediation.openid;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.administrator.HomeAdministrator;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys of the tenant's issuer, for its own administrators: nobody who comes from elsewhere touches them. */
@Path("/v1/signingKeys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SigningKeysResource {
    private static final String PERMISSION = "Organization.ReadWrite.All";
    private static final Set<DirectoryRole> ROLES =
            Set.of(DirectoryRole.GLOBAL_ADMINISTRATOR, DirectoryRole.SECURITY_ADMINISTRATOR);

    /** As for whoever helps somebody: a second factor, and not of this morning. */
    private static final Duration FRESH = HomeAdministrator.FRESH_MFA;

    private final RotateKeys rotation;
    private final CurrentCaller caller;
    private final InstantSource clock;

    SigningKeysResource(RotateKeys rotation, CurrentCaller caller, InstantSource clock) {
        this.rotation = rotation;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * @param id the {@code kid} of tokens
     * @param state next, signing, retiring, retired or withdrawn
     */
    public record Shown(
            String id,
            String state,
            Instant createdAt,
            Instant signsFrom,
            @Nullable Instant withdrawnAt) {}

    /** The one that signs last first. */
    public record All(List<Shown> value) {}

    @GET
    public All keys() {
        return shown(rotation.look(permitted().tenant()));
    }

    @POST
    @Path("rotate")
    public All rotate() {
        Permitted by = permitted();
        return shown(rotation.rotate(by.tenant(), by.name(), now()));
    }

    @POST
    @Path("{key}/withdraw")
    public All withdraw(@PathParam("key") String key) {
        Permitted by = permitted();
        return shown(rotation.withdraw(by.tenant(), key, by.name(), now()));
    }

    private record Permitted(TenantId tenant, String name) {}

    private Permitted permitted() {
        Optional<Permitted> permitted =
                switch (caller.get()) {
                    case Caller.Person person ->
                        Optional.of(new Permitted(person.tenant(), person.id().toString()))
                                .filter(each -> person.isMember() && administers(person));
                    case Caller.Application application ->
                        Optional.of(new Permitted(
                                        application.tenant(), application.id().toString()))
                                .filter(each -> application.permissions().contains(PERMISSION));
                    case Caller.Service service -> Optional.empty();
                    case Caller.Anonymous anonymous -> Optional.empty();
                };
        return permitted.orElseThrow(GraphRefusal::forbidden);
    }

    private boolean administers(Caller.Person person) {
        Set<RoleId> roles = person.roles().stream().map(RoleId::of).collect(Collectors.toUnmodifiableSet());
        return DirectoryRole.known(roles).stream().anyMatch(ROLES::contains)
                && person.mfaAt().filter(at -> !at.plus(FRESH).isBefore(now())).isPresent();
    }

    private All shown(KeyRing ring) {
        Instant now = now();
        return new All(ring.keys().stream()
                .map(kept -> new Shown(
                        kept.key().id(),
                        ring.state(kept, now).name().toLowerCase(Locale.ROOT),
                        kept.createdAt(),
                        kept.signsFrom(),
                        kept.withdrawnAt().orElse(null)))
                .toList());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
