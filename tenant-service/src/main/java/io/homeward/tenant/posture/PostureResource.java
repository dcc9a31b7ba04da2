package io.homeward.tenant.posture;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Right;
import io.homeward.tenant.policy.Rules;
import io.homeward.tenant.posture.Postures.Posture;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One's own posture, as customers read it. */
@Path("/v1/homePosture")
@RunOnVirtualThread
public class PostureResource {
    private final TenantDatabase database;
    private final Admission admission;

    PostureResource(TenantDatabase database, Admission admission) {
        this.database = database;
        this.admission = admission;
    }

    /** @param since empty where it was so before postures were kept */
    @JsonInclude
    record Shown(UUID tenantId, @Nullable Instant since, List<Statement> statements) {

        /** @param handle bound to the tenant */
        static Shown of(Handle handle, TenantId tenant) {
            return Postures.present(handle, tenant)
                    .map(posture -> new Shown(tenant.value(), posture.since(), posture.statements()))
                    .orElseGet(() -> new Shown(tenant.value(), null, Statement.of(Rules.present(handle, tenant))));
        }
    }

    record Changed(Instant since, boolean loosened, List<Statement> statements) {
        static Changed of(Posture posture) {
            return new Changed(posture.since(), posture.loosened(), posture.statements());
        }
    }

    record All(List<Changed> value) {
        static All of(List<Posture> postures) {
            return new All(postures.stream().map(Changed::of).toList());
        }
    }

    @GET
    public Shown own() {
        TenantId tenant = admission.to(Right.READ_POLICIES).tenant();
        return database.in(tenant, handle -> Shown.of(handle, tenant));
    }

    @GET
    @Path("changes")
    public All changes() {
        TenantId tenant = admission.to(Right.READ_POLICIES).tenant();
        return All.of(database.in(tenant, handle -> Postures.since(handle, tenant, Instant.EPOCH)));
    }
}
