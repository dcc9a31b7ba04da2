package io.homeward.remediation.flow;

import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.home.HomeDecision;
import io.homeward.accessrules.home.HomeRules;
import io.homeward.accessrules.home.HomeSignIn;
import io.homeward.accessrules.home.HomeSignIn.AccountState;
import io.homeward.accessrules.home.HomeSignIn.Purpose;
import io.homeward.accessrules.home.HomeSignIn.RegistrationGround;
import io.homeward.accessrules.home.SelfServiceReset;
import io.homeward.accessrules.home.Step;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.MfaDemand;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.Remediation;
import io.homeward.accessrules.standing.Capability;
import io.homeward.remediation.credential.Capabilities;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Person;
import io.homeward.remediation.directory.Relationships;
import io.homeward.remediation.directory.Rules;
import io.homeward.remediation.flow.FlowState.Because;
import io.homeward.remediation.registration.RegistrationClocks;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Gathers the facts of a sign-in as they are at this moment, and asks the law. */
@Singleton
class Decide {
    private final Rules rules;
    private final People people;
    private final Relationships relationships;
    private final Capabilities capabilities;
    private final RegistrationClocks clocks;

    Decide(
            Rules rules,
            People people,
            Relationships relationships,
            Capabilities capabilities,
            RegistrationClocks clocks) {
        this.rules = rules;
        this.people = people;
        this.relationships = relationships;
        this.capabilities = capabilities;
        this.clocks = clocks;
    }

    /** @return empty where the tenant or the person is not there any more */
    Optional<HomeDecision> by(Handle handle, TenantId tenant, Opening opening, Evidence evidence, Instant now) {
        return by(handle, tenant, opening, evidence, AccountState.NORMAL, now);
    }

    /** @param account what is known of it beside whether it is disabled */
    Optional<HomeDecision> by(
            Handle handle, TenantId tenant, Opening opening, Evidence evidence, AccountState account, Instant now) {
        return facts(handle, tenant, opening, evidence, account, GrantKind.INTERACTIVE)
                .map(facts -> {
                    HomeDecision decision = HomeRules.decide(facts, now);
                    HomeDecision asked =
                            Demanded.beyond(tenant, opening, facts, decision).orElse(decision);
                    return opening.device() ? device(handle, tenant, opening, evidence, asked, now) : asked;
                });
    }

    /**
     * What the policies say about device codes is said, and asked, where there is a screen: while the person signs in for the device. Whatever he
     * registers or mends before that, he does with his browser, for himself.
     */
    private HomeDecision device(
            Handle handle, TenantId tenant, Opening opening, Evidence evidence, HomeDecision asked, Instant now) {
        if (!(asked instanceof HomeDecision.SignedIn in) || !in.remediations().isEmpty()) {
            return asked;
        }
        return facts(handle, tenant, opening, evidence, AccountState.NORMAL, GrantKind.DEVICE_CODE)
                .map(facts -> HomeRules.decide(facts, now))
                .filter(Decide::hasScreen)
                .orElse(asked);
    }

    private static boolean hasScreen(HomeDecision decision) {
        return switch (decision) {
            case HomeDecision.Blocked blocked -> true;
            case HomeDecision.Prompt prompt -> prompt.next() == Step.MFA;
            case HomeDecision.SignedIn signedIn -> false;
        };
    }

    /** The facts alone. */
    Optional<HomeSignIn> facts(Handle handle, TenantId tenant, Opening opening, Evidence evidence) {
        return facts(handle, tenant, opening, evidence, AccountState.NORMAL, GrantKind.INTERACTIVE);
    }

    private Optional<HomeSignIn> facts(
            Handle handle, TenantId tenant, Opening opening, Evidence evidence, AccountState account, GrantKind grant) {
        Optional<TenantRules> known = rules.of(handle, tenant);
        Optional<Person> person = people.find(handle, tenant, evidence.person()).filter(each -> !each.deleted());
        if (known.isEmpty() || person.isEmpty()) {
            return Optional.empty();
        }
        AccountState state = person.get().mayExist() ? account : AccountState.DISABLED;
        return Optional.of(
                facts(handle, tenant, known.get(), person.get(), opening, evidence, state, grant, Optional.empty()));
    }

    /** Of a session that began before. What is asked beyond the policies is not looked at. */
    Optional<HomeDecision> continued(
            Handle handle, TenantId tenant, Opening opening, Evidence evidence, GrantKind grant, Instant now) {
        Optional<TenantRules> known = rules.of(handle, tenant);
        Optional<Person> person = people.find(handle, tenant, evidence.person()).filter(Person::mayExist);
        return known.flatMap(rulesOfHome -> person.map(each -> HomeRules.decide(
                facts(
                        handle,
                        tenant,
                        rulesOfHome,
                        each,
                        opening,
                        evidence,
                        AccountState.NORMAL,
                        grant,
                        Optional.of(evidence.firstFactorAt())),
                now)));
    }

    /** What becomes of a forgotten password, for somebody who reads the person's mail. */
    sealed interface Reset {
        record NotOffered(Because because) implements Reset {}

        /** He has to show a second factor first. */
        record NeedsProof() implements Reset {}

        /** @param closing what a new password closes (H8); nothing where the risk stays */
        record MayChange(Optional<Remediation> closing) implements Reset {}
    }

    /**
     * A code by e-mail is one thing that somebody has shown. A second is asked of whoever has registered a factor, and of everybody with rights over
     * others: an administrator or a technician without a factor that counts is helped by another one.
     */
    Reset reset(Handle handle, TenantId tenant, Opening opening, Evidence evidence) {
        Optional<TenantRules> known = rules.of(handle, tenant);
        Optional<Person> person = people.find(handle, tenant, evidence.person()).filter(Person::signsInHere);
        if (known.isEmpty() || person.filter(Person::mayExist).isEmpty()) {
            return new Reset.NotOffered(new Because(Rule.H15, SignInCode.DISABLED));
        }
        var facts = facts(
                handle,
                tenant,
                known.get(),
                person.get(),
                opening,
                evidence,
                AccountState.NORMAL,
                GrantKind.INTERACTIVE,
                Optional.empty());
        boolean proofNeeded = facts.capability().registered()
                || capabilities.holdsFactor(handle, tenant, evidence.person())
                || !person.get().roles().isEmpty()
                || facts.registrationGround().delegated();
        return switch (SelfServiceReset.decide(facts)) {
            case SelfServiceReset.NotOffered(var rule) ->
                new Reset.NotOffered(new Because(rule, SignInCode.BLOCKED_BY_POLICY));
            case SelfServiceReset.Remediates(var closing) -> new Reset.MayChange(Optional.of(closing));
            case SelfServiceReset.ChangesPassword changes ->
                !proofNeeded || proven(facts) ? new Reset.MayChange(Optional.empty()) : proofAskedOf(facts);
        };
    }

    private static boolean proven(HomeSignIn facts) {
        var strength = Capability.against(facts.userRisk(), MfaDemand.ANY);
        return facts.progress()
                .mfa()
                .filter(proof -> Capability.counts(proof.factor(), facts.userRisk(), strength))
                .isPresent();
    }

    private static Reset proofAskedOf(HomeSignIn facts) {
        return facts.capability().mfaRegistered(facts.userRisk(), MfaDemand.ANY)
                ? new Reset.NeedsProof()
                : new Reset.NotOffered(new Because(Rule.H9, SignInCode.BLOCKED_BY_POLICY));
    }

    /** Begins the grace of somebody who comes into the registration policy's scope with this sign-in. */
    void beginGrace(Handle handle, TenantId tenant, Evidence evidence, Instant now) {
        Optional<Person> person = people.find(handle, tenant, evidence.person());
        boolean inScope = rules.of(handle, tenant)
                .filter(known -> person.isPresent()
                        && known.registration().binds(person.get().asMember()))
                .isPresent();
        if (inScope) {
            clocks.begin(handle, tenant, evidence.person(), now);
        }
    }

    private HomeSignIn facts(
            Handle handle,
            TenantId tenant,
            TenantRules known,
            Person person,
            Opening opening,
            Evidence evidence,
            AccountState account,
            GrantKind grant,
            Optional<Instant> signedInAt) {
        boolean delegated = relationships.ofPartner(handle, tenant).stream()
                .anyMatch(relationship -> relationship.assigns(person.groups()));
        return new HomeSignIn(
                known,
                person.asMember(),
                account,
                evidence.risk(),
                evidence.userRisk(),
                capabilities.find(handle, tenant, person.id()).orElse(Capability.NONE),
                clocks.began(handle, tenant, person.id()),
                grant,
                opening.application(),
                grant == GrantKind.DEVICE_CODE ? ClientAppType.MOBILE_APPS_AND_DESKTOP_CLIENTS : ClientAppType.BROWSER,
                evidence.where(),
                signedInAt,
                opening.remediate() ? new Purpose.ToRemediate(Set.copyOf(evidence.active())) : new Purpose.ToUse(),
                new RegistrationGround(
                        delegated,
                        evidence.trustedPlace() || known.trusts(evidence.where().origin()),
                        opening.enrolment().isPresent() || evidence.first() == Evidence.FirstProof.ACCESS_PASS),
                evidence.progress());
    }
}
