package io.homeward.tenant.policy;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.policy.PolicyValidation;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.graph.GraphRequest;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What this tenant asks of people from outside, beyond its policies. It can be stricter than the built-in rule, never looser. */
@Path("/v1/externalAccess")
@RunOnVirtualThread
public class ExternalAccessResource {
    private final Rules rules;
    private final Admission admission;
    private final Authorship authorship;
    private final TenantDatabase database;
    private final GraphRequest request;

    ExternalAccessResource(
            Rules rules, Admission admission, Authorship authorship, TenantDatabase database, GraphRequest request) {
        this.rules = rules;
        this.authorship = authorship;
        this.database = database;
        this.admission = admission;
        this.request = request;
    }

    /**
     * The settings on the wire; what is absent is as built in.
     *
     * @param threshold {@code high}, {@code medium} or {@code low}: from which home risk on nobody comes in
     * @param mfaAccepted whether MFA passed at home satisfies this tenant's policies (D16), where the two lists do not say otherwise
     * @param requireRemediated whether a risk that was merely dismissed keeps people out (D9)
     * @param distrustedHomes tenants from which nobody comes in (D24)
     * @param trustedIssuers identity providers whose MFA counts here (D29)
     */
    record Wire(
            @Nullable String threshold,
            @Nullable Boolean mfaAccepted,
            @Nullable List<String> mfaAcceptedFrom,
            @Nullable List<String> mfaNotAcceptedFrom,
            @Nullable Boolean requireRemediated,
            @Nullable List<String> distrustedHomes,
            @Nullable List<String> trustedIssuers) {

        static Wire of(ExternalAccess access) {
            return new Wire(
                    access.threshold().wireName(),
                    access.mfaTrust().byDefault(),
                    texts(access.mfaTrust().accepted()),
                    texts(access.mfaTrust().notAccepted()),
                    access.requireRemediated(),
                    texts(access.distrustedHomes()),
                    texts(access.trustedIssuers()));
        }

        ExternalAccess access() {
            var access = new ExternalAccess(
                    threshold == null ? ExternalAccess.BUILT_IN_THRESHOLD : level(threshold),
                    new ExternalAccess.MfaTrust(
                            Boolean.TRUE.equals(mfaAccepted), tenants(mfaAcceptedFrom), tenants(mfaNotAcceptedFrom)),
                    Boolean.TRUE.equals(requireRemediated),
                    tenants(distrustedHomes),
                    trustedIssuers == null ? Set.of() : Set.copyOf(trustedIssuers),
                    Set.of());
            PolicyValidation.check(access).stream().findFirst().ifPresent(violation -> {
                throw new Refusal(Fault.INVALID, violation.message());
            });
            return access;
        }

        private static RiskLevel level(String text) {
            return RiskLevel.ofWire(text)
                    .orElseThrow(() ->
                            new Refusal(Fault.INVALID, "threshold is high, medium or low, not '%s'.".formatted(text)));
        }

        private static Set<TenantId> tenants(@Nullable List<String> texts) {
            return texts == null ? Set.of() : texts.stream().map(Wire::tenant).collect(Collectors.toUnmodifiableSet());
        }

        private static TenantId tenant(String text) {
            try {
                return TenantId.of(text);
            } catch (IllegalArgumentException e) {
                throw new Refusal(Fault.INVALID, "'%s' is not the id of a tenant.".formatted(text));
            }
        }

        private static List<String> texts(Set<?> values) {
            return values.stream().map(Object::toString).sorted().toList();
        }
    }

    @GET
    public RestResponse<Wire> get() {
        return answer(rules.externalAccess(admission.to(Right.READ_POLICIES).tenant()));
    }

    @PUT
    public RestResponse<Wire> replace(@NotNull @Valid Wire wanted) {
        var by = admission.to(Right.WRITE_SETTINGS);
        ExternalAccess access = wanted.access();
        var author = authorship.of(by);
        return answer(database.in(
                by.tenant(),
                handle -> rules.changeExternalAccess(
                        handle,
                        by.tenant(),
                        author,
                        number -> request.ifMatch(GraphRequest.etag(number)),
                        before -> access)));
    }

    private static RestResponse<Wire> answer(Setting<ExternalAccess> setting) {
        return RestResponse.ResponseBuilder.ok(Wire.of(setting.value()))
                .header("ETag", GraphRequest.etag(setting.number()))
                .build();
    }
}
