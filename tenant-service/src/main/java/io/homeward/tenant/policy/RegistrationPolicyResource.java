package io.homeward.tenant.policy;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.RegistrationPolicy;
import io.homeward.accessrules.policy.Selection;
import io.homeward.graph.GraphRequest;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
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
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Who has to register a second factor (H2, H3). Graph has no resource for it.
 *
 * <p>The clock is a person's own: it starts with his first interactive sign-in while he is in scope and runs 14 x 24 hours, whoever changes
 * this policy meanwhile. Leaving the scope, or switching the policy off, lifts the demand and does not stop the clock; coming back finds it
 * where it is. Until it has run out he may skip, unless another policy demands MFA of that sign-in.
 */
@Path("/v1/registrationPolicy")
@RunOnVirtualThread
public class RegistrationPolicyResource {
    private static final String ALL = "All";

    private final Registrations registrations;
    private final Admission admission;
    private final Authorship authorship;
    private final GraphRequest request;

    RegistrationPolicyResource(
            Registrations registrations, Admission admission, Authorship authorship, GraphRequest request) {
        this.registrations = registrations;
        this.admission = admission;
        this.authorship = authorship;
        this.request = request;
    }

    /**
     * The policy on the wire; absent lists are empty.
     *
     * @param includeUsers ids, or {@code All}
     */
    record Wire(
            @NotNull Boolean enabled,
            @Nullable List<String> includeUsers,
            @Nullable List<String> includeGroups,
            @Nullable List<String> excludeUsers,
            @Nullable List<String> excludeGroups) {

        static Wire of(RegistrationPolicy policy) {
            Selection include = policy.people().include();
            Selection exclude = policy.people().exclude();
            return new Wire(
                    policy.enabled(),
                    include.everyone() ? List.of(ALL) : texts(include.users()),
                    texts(include.groups()),
                    texts(exclude.users()),
                    texts(exclude.groups()));
        }

        RegistrationPolicy policy() {
            boolean everyone = list(includeUsers).contains(ALL);
            return new RegistrationPolicy(
                    enabled,
                    new People(
                            selection(everyone, list(includeUsers), list(includeGroups)),
                            selection(false, list(excludeUsers), list(excludeGroups))));
        }

        private static Selection selection(boolean everyone, List<String> users, List<String> groups) {
            return new Selection(
                    everyone,
                    ids(everyone ? List.of() : users, "a user", PersonId::new),
                    ids(groups, "a group", GroupId::new),
                    Set.of(),
                    Set.of(),
                    Set.of());
        }

        private static List<String> list(@Nullable List<String> given) {
            return given == null ? List.of() : given;
        }

        private static <T> Set<T> ids(List<String> texts, String what, Function<UUID, T> as) {
            return texts.stream()
                    .map(text -> {
                        try {
                            return as.apply(UUID.fromString(text));
                        } catch (IllegalArgumentException e) {
                            throw new Refusal(Fault.INVALID, "'%s' is not the id of %s.".formatted(text, what));
                        }
                    })
                    .collect(Collectors.toUnmodifiableSet());
        }

        private static List<String> texts(Set<?> ids) {
            return ids.stream().map(Object::toString).sorted().toList();
        }
    }

    @GET
    public RestResponse<Wire> get() {
        return answer(registrations.find(admission.to(Right.READ_POLICIES).tenant()));
    }

    @PUT
    @Needs(Right.WRITE_SETTINGS)
    public RestResponse<Wire> replace(@NotNull @Valid Wire wanted) {
        var by = admission.to(Right.WRITE_SETTINGS);
        return answer(registrations.replace(by.tenant(), wanted.policy(), request::ifMatch, authorship.of(by)));
    }

    private static RestResponse<Wire> answer(Setting<RegistrationPolicy> setting) {
        return RestResponse.ResponseBuilder.ok(Wire.of(setting.value()))
                .header("ETag", GraphRequest.etag(setting.number()))
                .build();
    }
}
