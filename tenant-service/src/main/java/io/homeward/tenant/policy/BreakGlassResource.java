package io.homeward.tenant.policy;

import io.homeward.accessrules.PersonId;
import io.homeward.graph.GraphRequest;
import io.homeward.tenant.IdText;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The accounts kept for emergencies. Saving a rule that would lock out every administrator asks whether one of these still gets in; whether
 * a rule binds them is said in the rule, by excluding them.
 */
@Path("/v1/breakGlassAccounts")
@RunOnVirtualThread
public class BreakGlassResource {
    private final BreakGlassAccounts accounts;
    private final Admission admission;
    private final Authorship authorship;
    private final GraphRequest request;

    BreakGlassResource(BreakGlassAccounts accounts, Admission admission, Authorship authorship, GraphRequest request) {
        this.accounts = accounts;
        this.admission = admission;
        this.authorship = authorship;
        this.request = request;
    }

    /** @param accounts ids of people */
    record Wire(@NotNull List<@NotNull String> accounts) {
        static Wire of(BreakGlass kept) {
            return new Wire(
                    kept.accounts().stream().map(PersonId::toString).sorted().toList());
        }

        BreakGlass wanted() {
            return new BreakGlass(accounts.stream().map(Wire::person).collect(Collectors.toUnmodifiableSet()));
        }

        private static PersonId person(String text) {
            return IdText.read(text, PersonId::of, "'%s' is not the id of a user.".formatted(text));
        }
    }

    @GET
    public RestResponse<Wire> get() {
        return answer(accounts.find(admission.to(Right.READ_POLICIES).tenant()));
    }

    @PUT
    @Needs(Right.WRITE_BREAK_GLASS)
    public RestResponse<Wire> replace(@NotNull @Valid Wire wanted) {
        var by = admission.to(Right.WRITE_BREAK_GLASS);
        return answer(accounts.replace(by.tenant(), wanted.wanted(), request::ifMatch, authorship.of(by)));
    }

    private static RestResponse<Wire> answer(Setting<BreakGlass> setting) {
        return RestResponse.ResponseBuilder.ok(Wire.of(setting.value()))
                .header("ETag", GraphRequest.etag(setting.number()))
                .build();
    }
}
