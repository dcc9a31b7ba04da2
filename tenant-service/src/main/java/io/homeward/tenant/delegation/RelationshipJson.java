package io.homeward.tenant.delegation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphRequest;
import io.homeward.tenant.Fault;
import io.homeward.tenant.IdText;
import io.homeward.tenant.PlainText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.RoleCatalogue;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Relationships in Graph's JSON. {@code partner} is our addition: the customer sees whose invitation it is. */
final class RelationshipJson {
    private static final String RESOLD = "#microsoft.graph.resellerDelegatedAdminRelationship";

    private RelationshipJson() {}

    record Party(
            @NotNull String tenantId, @JsonInclude @Nullable String displayName) {

        TenantId tenant() {
            try {
                return TenantId.of(tenantId);
            } catch (IllegalArgumentException e) {
                throw new Refusal(Fault.INVALID, "customer.tenantId is not the id of a tenant.");
            }
        }
    }

    record Role(@NotBlank String roleDefinitionId) {}

    record AccessDetails(@NotNull List<@Valid Role> unifiedRoles) {
        static AccessDetails of(Collection<RoleId> roles) {
            return new AccessDetails(
                    roles.stream().map(RoleId::toString).sorted().map(Role::new).toList());
        }

        Set<RoleId> roles() {
            return unifiedRoles.stream()
                    .map(role -> RoleCatalogue.role(role.roleDefinitionId()))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** An offer, or a change of one; what is absent stays as it is. */
    record Written(
            @Nullable String displayName,
            @Nullable String duration,
            @Nullable String autoExtendDuration,
            @Nullable @Valid Party customer,
            @Nullable @Valid AccessDetails accessDetails,
            @Nullable String indirectProviderTenantId) {

        KeepRelationships.Offer offer() {
            KeepRelationships.Change given = change();
            return new KeepRelationships.Offer(
                    given.customer(),
                    given.displayName().orElseThrow(() -> missing("displayName")),
                    given.lifetime().orElseThrow(() -> missing("duration")),
                    given.autoExtend().orElse(AutoExtend.NEVER),
                    given.roles().orElseThrow(() -> missing("accessDetails")),
                    given.provider());
        }

        KeepRelationships.Change change() {
            try {
                return new KeepRelationships.Change(
                        Optional.ofNullable(displayName)
                                .map(name -> PlainText.line("displayName", name, Terms.NAME_LENGTH)),
                        Optional.ofNullable(duration).map(Lifetime::of),
                        Optional.ofNullable(autoExtendDuration).map(AutoExtend::of),
                        Optional.ofNullable(accessDetails).map(AccessDetails::roles),
                        Optional.ofNullable(customer).map(Party::tenant),
                        Optional.ofNullable(indirectProviderTenantId).map(Written::provider));
            } catch (IllegalArgumentException e) {
                throw new Refusal(Fault.INVALID, String.valueOf(e.getMessage()));
            }
        }

        private static TenantId provider(String text) {
            return IdText.read(text, TenantId::of, "indirectProviderTenantId is not the id of a tenant.");
        }

        private static Refusal missing(String property) {
            return new Refusal(Fault.INVALID, "A delegated admin relationship needs '%s'.".formatted(property));
        }
    }

    /** A side's suspension as both sides see it. */
    record Suspended(String by, Instant since, String reason) {
        static Suspended of(Suspensions.Suspension suspension) {
            return new Suspended(suspension.by().wire(), suspension.since(), suspension.reason());
        }
    }

    @JsonInclude
    record Shown(
            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("@odata.type") @Nullable
            String type,

            @JsonProperty("@odata.etag") String etag,
            String id,
            String displayName,
            String duration,
            String autoExtendDuration,
            Party partner,
            @Nullable Party customer,
            AccessDetails accessDetails,
            String status,
            Instant createdDateTime,
            Instant lastModifiedDateTime,
            @Nullable Instant activatedDateTime,
            @Nullable Instant endDateTime,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String indirectProviderTenantId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean isPartnerConsentPending,

            List<Suspended> homewardSuspended) {

        static Shown of(Kept kept, Instant now) {
            Relationship relationship = kept.relationship().asOf(now);
            Terms terms = relationship.terms();
            boolean resold = terms.provider().isPresent();
            return new Shown(
                    resold ? RESOLD : null,
                    GraphRequest.etag(kept.revision()),
                    terms.id().toString(),
                    terms.displayName(),
                    terms.lifetime().toString(),
                    terms.autoExtend().wire(),
                    new Party(terms.partner().toString(), kept.partnerName()),
                    terms.customer()
                            .map(customer -> new Party(
                                    customer.toString(), kept.customerName().orElse(null)))
                            .orElse(null),
                    AccessDetails.of(terms.roles()),
                    relationship.status().wire(),
                    terms.createdAt(),
                    kept.modifiedAt(),
                    relationship.activatedAt().orElse(null),
                    relationship.endsAt().orElse(null),
                    terms.provider().map(TenantId::toString).orElse(null),
                    // The reseller makes the offer here, so its consent is there from the beginning.
                    resold ? false : null,
                    kept.suspended().isPresent()
                            ? kept.suspensions().all().stream()
                                    .map(Suspended::of)
                                    .toList()
                            : List.of());
        }
    }

    /** The statuses in Graph's order, for filters. */
    static String[] statuses() {
        return Arrays.stream(Status.values()).map(Status::wire).toArray(String[]::new);
    }
}
