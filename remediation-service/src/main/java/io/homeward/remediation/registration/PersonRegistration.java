package io.homeward.remediation.registration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.home.RegistrationState;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.review.Readiness;
import io.homeward.accessrules.review.Readiness.Strike;
import io.homeward.accessrules.standing.Capability;
import io.homeward.remediation.credential.Capabilities;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Person;
import io.homeward.remediation.directory.Relationships;
import io.homeward.remediation.directory.Rules;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How far one person is, at this moment. */
@Singleton
public class PersonRegistration {
    private final TenantDatabase database;
    private final People people;
    private final Rules rules;
    private final Relationships relationships;
    private final Capabilities capabilities;
    private final RegistrationClocks clocks;

    PersonRegistration(
            TenantDatabase database,
            People people,
            Rules rules,
            Relationships relationships,
            Capabilities capabilities,
            RegistrationClocks clocks) {
        this.database = database;
        this.people = people;
        this.rules = rules;
        this.relationships = relationships;
        this.capabilities = capabilities;
        this.clocks = clocks;
    }

    /**
     * @param assigned some relationship of the tenant gives him a share in somebody else's, be it active or not
     * @param possible false without a second factor, grace or not (D18)
     */
    public record DelegatedAccess(
            boolean assigned, boolean possible, @Nullable String rule) {}

    public record IfRiskStruck(
            @Nullable String unusualSignIn, @Nullable String leakedPassword) {}

    /**
     * @param registered whether he has a second factor, in scope of the policy or not
     * @param blockedIfRiskStruck by which rule he would be blocked at home were a risk found now; null where he would get through
     */
    @JsonInclude
    public record Shown(
            UUID id,
            String userPrincipalName,
            String displayName,
            @JsonUnwrapped StateShown state,
            boolean registered,
            List<String> methodsRegistered,
            DelegatedAccess delegatedAccess,
            IfRiskStruck blockedIfRiskStruck) {}

    /** Empty where there is nobody of that id who signs in here: guests register at home. */
    public Optional<Shown> find(TenantId tenant, PersonId id, Instant now) {
        return database.in(tenant, handle -> {
            Optional<TenantRules> known = rules.of(handle, tenant);
            return people.find(handle, tenant, id)
                    .filter(person -> !person.deleted() && person.signsInHere())
                    .flatMap(person -> known.map(law -> shown(handle, law, person, now)));
        });
    }

    private Shown shown(Handle handle, TenantRules law, Person person, Instant now) {
        TenantId tenant = law.tenant();
        Capability capability = capabilities.find(handle, tenant, person.id()).orElse(Capability.NONE);
        Optional<Instant> clock = clocks.began(handle, tenant, person.id());
        var state = RegistrationState.of(law.registration(), person.asMember(), capability, clock, now);
        boolean assigned = relationships.ofPartner(handle, tenant).stream()
                .anyMatch(relationship -> relationship.assigns(person.groups()));
        return new Shown(
                person.id().value(),
                person.userPrincipalName(),
                person.displayName(),
                StateShown.of(state),
                capability.registered(),
                RegisteredMethods.of(capability),
                new DelegatedAccess(
                        assigned,
                        assigned && capability.registered(),
                        assigned && !capability.registered() ? Rule.D18.name() : null),
                new IfRiskStruck(
                        blocked(Strike.UNUSUAL_SIGN_IN, law, person, capability, clock, now),
                        blocked(Strike.LEAKED_PASSWORD, law, person, capability, clock, now)));
    }

    private static @Nullable String blocked(
            Strike strike,
            TenantRules law,
            Person person,
            Capability capability,
            Optional<Instant> clock,
            Instant now) {
        return Readiness.blockedAtHome(strike, law, person.asMember(), capability, clock, now)
                .map(Rule::name)
                .orElse(null);
    }
}
