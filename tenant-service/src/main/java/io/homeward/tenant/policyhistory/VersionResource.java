package io.homeward.tenant.policyhistory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphRequest;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.policy.Authorship;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The versions of a tenant's rules, newest first. The ETag of an answer is the newest version's, which bringing one back needs. */
@Path("/v1/conditionalAccess/versions")
@RunOnVirtualThread
public class VersionResource {
    private final Versions versions;
    private final RestoreVersion restore;
    private final Admission admission;
    private final Authorship authorship;
    private final GraphRequest request;

    VersionResource(
            Versions versions,
            RestoreVersion restore,
            Admission admission,
            Authorship authorship,
            GraphRequest request) {
        this.versions = versions;
        this.restore = restore;
        this.admission = admission;
        this.authorship = authorship;
        this.request = request;
    }

    /** @param next to be sent as {@code before} for the next page; null on the last one */
    record Page(List<Version> value, @JsonInclude @Nullable Long next) {}

    /** A version with everything that stood at it. */
    record Whole(@JsonUnwrapped Version version, List<Version.Standing> rules) {}

    @GET
    @Needs(Right.READ_POLICIES)
    public RestResponse<Page> list(
            @QueryParam("before") @Nullable @Min(1) Long before,
            @QueryParam("top") @DefaultValue("50") @Min(1) @Max(200) int top) {
        TenantId tenant = admission.to(Right.READ_POLICIES).tenant();
        List<Version> found = versions.page(tenant, before == null ? Long.MAX_VALUE : before, top);
        boolean more = found.size() == top && found.getLast().number() > 1;
        return answer(tenant, new Page(found, more ? found.getLast().number() : null));
    }

    @GET
    @Path("{number}")
    public RestResponse<Whole> get(@PathParam("number") String number) {
        TenantId tenant = admission.to(Right.READ_POLICIES).tenant();
        long wanted = number(number);
        return answer(tenant, new Whole(versions.find(tenant, wanted), versions.at(tenant, wanted)));
    }

    /** @param to the version it is compared with; the newest where it is not named */
    @GET
    @Path("{number}/diff")
    @Needs(Right.READ_POLICIES)
    public RestResponse<Difference> diff(@PathParam("number") String number, @QueryParam("to") @Nullable Long to) {
        TenantId tenant = admission.to(Right.READ_POLICIES).tenant();
        long from = number(number);
        long other = to == null ? versions.newest(tenant) : to;
        return answer(tenant, Difference.between(from, versions.at(tenant, from), other, versions.at(tenant, other)));
    }

    /**
     * Needs {@code If-Match} with the newest version, because it also undoes what others have changed since. Whoever may write a thing may
     * bring it back, also through a relationship; what is for members only is brought back by members only.
     *
     * @param only the id of one policy, location or strength that is to be as it was then, and nothing else; everything where it is not named
     */
    @POST
    @Path("{number}/restore")
    public RestResponse<Version> restore(
            @PathParam("number") String number, @QueryParam("only") @Nullable String only) {
        var by = admission.to(Right.WRITE_POLICIES);
        var wanted = new RestoreVersion.Wanted(
                number(number), Optional.ofNullable(only).map(VersionResource::id));
        long newest = restore.restore(by, wanted, request::requireIfMatch, authorship.of(by));
        return answer(by.tenant(), versions.find(by.tenant(), newest));
    }

    /** What is no number is as unknown as one that no version has. */
    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Refusal(Fault.VERSION_UNKNOWN);
        }
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Fault.INVALID, "only is the id of a policy, a named location or a strength.");
        }
    }

    private <T> RestResponse<T> answer(TenantId tenant, T body) {
        return RestResponse.ResponseBuilder.ok(body)
                .header("ETag", GraphRequest.etag(versions.newest(tenant)))
                .build();
    }
}
