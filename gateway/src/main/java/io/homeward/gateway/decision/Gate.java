package io.homeward.gateway.decision;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.entry.EntryDecision;
import io.homeward.accessrules.entry.ForeignRules;
import io.homeward.accessrules.entry.MemberRules;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.decisions.OwnApplication;
import io.homeward.gateway.entry.PublicCaller;
import io.homeward.gateway.entry.Verification;
import io.homeward.gateway.replica.RegisteredApplication;
import io.homeward.gateway.replica.Replicas;
import io.homeward.gateway.web.Fault;
import io.homeward.gateway.web.Refusal;
import io.homeward.tenancy.Caller;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Decides about every call of somebody with a genuine token, from what the replicas hold at this moment. */
@Singleton
public class Gate {
    private final Replicas replicas;
    private final EntryFacts facts;
    private final Outcomes outcomes;
    private final DecisionLog log;
    private final InstantSource clock;

    Gate(Replicas replicas, Outcomes outcomes, DecisionLog log, InstantSource clock) {
        this.replicas = replicas;
        this.facts = new EntryFacts(replicas);
        this.outcomes = outcomes;
        this.log = log;
        this.clock = clock;
    }

    /**
     * @param decision the id under which the decision can be explained
     * @param called the customer's application that is called; empty at the edge
     * @param surroundings of the call
     */
    public Passing decide(
            UUID decision, Verification.Genuine who, Optional<ApplicationId> called, Surroundings surroundings) {
        return decide(decision, who, called, surroundings, Written.ALL);
    }

    /** What would be decided now of a call that was let in and goes on; only a refusal is written down. */
    public Passing again(
            UUID decision, Verification.Genuine who, Optional<ApplicationId> called, Surroundings surroundings) {
        return decide(decision, who, called, surroundings, Written.REFUSALS);
    }

    /** Which decisions go to the log. */
    private enum Written {
        ALL,
        REFUSALS;

        boolean are(boolean admitted) {
            return this == ALL || !admitted;
        }
    }

    private Passing decide(
            UUID decision,
            Verification.Genuine who,
            Optional<ApplicationId> called,
            Surroundings surroundings,
            Written written) {
        if (!replicas.complete()) {
            return stopped(Fault.STARTING, "The gateway does not know enough to decide yet.");
        }
        Instant now = clock.instant();
        var asked = new EntryFacts.Asked(called, surroundings);
        var entry = new Entry(decision, who.fingerprint(), asked, now, written);
        return switch (who.caller()) {
            case PublicCaller.Person person -> person(entry, person);
            case PublicCaller.Application application -> application(entry, application);
        };
    }

    /** @param token its fingerprint */
    private record Entry(UUID decision, String token, EntryFacts.Asked asked, Instant now, Written written) {
        boolean isWritten(EntryDecision outcome) {
            return written.are(outcome instanceof EntryDecision.Admitted);
        }
    }

    private Passing person(Entry call, PublicCaller.Person person) {
        if (person.isMember()) {
            var entry = facts.member(person, call.asked());
            EntryDecision outcome = MemberRules.decide(entry);
            if (call.isWritten(outcome)) {
                log.member(call.decision(), call.token(), call.now(), entry, outcome, person.tenant());
            }
            // The law gives a member no roles by entering; he has those of his directory.
            return outcomes.passing(outcome, none -> caller(person, facts.directoryRoles(person)));
        }
        var entry = facts.visitor(person, call.asked(), call.now());
        EntryDecision outcome = ForeignRules.decide(entry, call.now());
        if (call.isWritten(outcome)) {
            log.foreign(call.decision(), call.token(), call.now(), entry, outcome);
        }
        return outcomes.passing(outcome, roles -> caller(person, roles));
    }

    /** Its own tenant is the only one an application enters; what it may there is what it was given and still has. */
    private Passing application(Entry call, PublicCaller.Application caller) {
        Optional<RegisteredApplication> known = replicas.application(caller.id());
        if (known.filter(found -> !found.tenant().equals(caller.tenant())).isPresent()) {
            var entry = facts.application(caller, known.get(), call.asked());
            EntryDecision outcome = ForeignRules.decide(entry, call.now());
            log.foreign(call.decision(), call.token(), call.now(), entry, outcome);
            return outcomes.passing(outcome, roles -> {
                throw new IllegalStateException("No application enters a tenant that is not its own (D28)");
            });
        }
        var own = new OwnApplication(
                caller.id(),
                caller.tenant(),
                caller.permissions(),
                known.map(found -> new OwnApplication.Registration(found.enabled(), found.permissions())));
        Optional<Set<String>> granted = own.decide();
        if (call.written().are(granted.isPresent())) {
            log.application(call.decision(), call.token(), call.now(), own, granted);
        }
        return granted.<Passing>map(permissions ->
                        new Passing.Through(new Caller.Application(caller.id(), caller.tenant(), permissions), "none"))
                .orElseGet(() -> stopped(
                        Fault.NOBODY,
                        known.isEmpty() ? "The application is not registered." : "The application is disabled."));
    }

    private static Caller caller(PublicCaller.Person person, Set<RoleId> roles) {
        return new Caller.Person(
                person.id(),
                person.home(),
                person.tenant(),
                roles.stream().map(RoleId::toString).collect(Collectors.toUnmodifiableSet()),
                person.scopes(),
                person.clientId(),
                person.sessionId(),
                person.authTime(),
                person.mfaAt(),
                person.actor());
    }

    private static Passing stopped(Fault fault, String detail) {
        return new Passing.Stopped(Refusal.of(fault, detail));
    }
}
