package io.homeward.tenant.crosstenant;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.graph.GraphRequest;
import io.homeward.tenant.IdText;
import io.homeward.tenant.Right;
import io.homeward.tenant.policy.Authorship;
import io.homeward.tenant.policy.Rules;
import io.homeward.tenant.policy.Setting;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
    private static final int MOST = 1000;

    private final Rules rules;
    private final ChangeCrossTenantAccess change;
    private final Admission admission;
    private final Authorship authorship;
    private final GraphRequest request;

    ExternalAccessResource(
            Rules rules,
            ChangeCrossTenantAccess change,
            Admission admission,
            Authorship authorship,
            GraphRequest request) {
        this.rules = rules;
        this.change = change;
        this.admission = admission;
        this.authorship = authorship;
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
            @Nullable @Size(max = MOST) List<@NotNull String> mfaAcceptedFrom,
            @Nullable @Size(max = MOST) List<@NotNull String> mfaNotAcceptedFrom,
            @Nullable Boolean requireRemediated,
            @Nullable @Size(max = MOST) List<@NotNull String> distrustedHomes,
            @Nullable List<@NotNull String> trustedIssuers) {

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
            return new Asked(new ExternalAccess(
                            threshold == null ? ExternalAccess.BUILT_IN_THRESHOLD : Asked.level(threshold),
                            new ExternalAccess.MfaTrust(
                                    Boolean.TRUE.equals(mfaAccepted),
                                    tenants(mfaAcceptedFrom),
                                    tenants(mfaNotAcceptedFrom)),
                            Boolean.TRUE.equals(requireRemediated),
                            tenants(distrustedHomes),
                            trustedIssuers == null ? Set.of() : Asked.issuers(trustedIssuers),
                            Set.of()))
                    .checked()
                    .access();
        }

        private static Set<TenantId> tenants(@Nullable List<String> texts) {
            return texts == null ? Set.of() : texts.stream().map(Wire::tenant).collect(Collectors.toUnmodifiableSet());
        }

        private static TenantId tenant(String text) {
            return IdText.read(text, TenantId::of, "'%s' is not the id of a tenant.".formatted(text));
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
    @Needs(Right.WRITE_EXTERNAL_ACCESS)
    public RestResponse<Wire> replace(@NotNull @Valid Wire wanted) {
        var by = admission.to(Right.WRITE_EXTERNAL_ACCESS);
        return answer(change.replace(by, authorship.of(by), wanted.access(), request::ifMatch));
    }

    private static RestResponse<Wire> answer(Setting<ExternalAccess> setting) {
        return RestResponse.ResponseBuilder.ok(Wire.of(setting.value()))
                .header("ETag", GraphRequest.etag(setting.number()))
                .build();
    }
}
