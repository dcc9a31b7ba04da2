package io.homeward.tenant.audit;

import io.homeward.auditcheck.SealKey;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Clock;
import java.util.Base64;
import org.jboss.resteasy.reactive.RestResponse;

/** The trail for whoever checks it: the whole of it as it was hashed, and the key that its checkpoints are signed with. */
@Path("/v1/audit")
@RunOnVirtualThread
public class AuditResource {
    private final ExportTrail export;
    private final Seals seals;
    private final Admission admission;
    private final Clock clock;

    AuditResource(ExportTrail export, Seals seals, Admission admission, Clock clock) {
        this.export = export;
        this.seals = seals;
        this.admission = admission;
        this.clock = clock;
    }

    /** @param publicKey X.509, DER, base 64 */
    record Key(String id, String algorithm, String publicKey) {
        static Key of(SealKey key) {
            return new Key(key.id(), "Ed25519", Base64.getEncoder().encodeToString(key.encoded()));
        }
    }

    @GET
    @Path("export")
    @Needs(Right.READ_AUDIT)
    @Produces("application/x-ndjson")
    public RestResponse<StreamingOutput> export(@QueryParam("after") @DefaultValue("0") @Min(0) long after) {
        var by = admission.to(Right.READ_AUDIT);
        ExportTrail.Export begun = export.begin(by.tenant(), after, clock.instant());
        return RestResponse.ResponseBuilder.ok((StreamingOutput) begun::writeTo)
                .header("Cache-Control", "no-store")
                .header("Content-Disposition", "attachment; filename=\"audit-%s.ndjson\"".formatted(by.tenant()))
                .build();
    }

    /** To be kept elsewhere by whoever wants to verify: a key that comes with the trail proves nothing. */
    @GET
    @Path("key")
    public Key key() {
        admission.to(Right.READ_AUDIT);
        return seals.key().map(Key::of).orElseThrow(() -> new Refusal(Fault.AUDIT_KEY_UNKNOWN));
    }
}
