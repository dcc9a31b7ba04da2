package io.homeward.risk.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.administrator.Act;
import io.homeward.accessrules.administrator.Actor;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskEvent;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.feed.FeedJson;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.risk.Rights;
import io.homeward.risk.feedback.Administrators;
import io.homeward.risk.signin.GraphSignIns;
import io.homeward.risk.signin.Reading;
import io.homeward.risk.signin.SignIn;
import io.homeward.risk.standing.By;
import io.homeward.risk.standing.Detections;
import io.homeward.risk.standing.Evidence;
import io.homeward.risk.standing.Standings;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Raises a detection for somebody, as a real one of its type and level would be raised. */
@Singleton
class Simulate {
    static final String PERMISSION = "IdentityRiskEvent.ReadWrite.All";

    /** What judged it, in the place where a real detection names the engine. */
    private static final String ENGINE = "simulation";

    /** Nobody looks at more; it bounds what a purge does at once. */
    private static final int MOST = 1_000;

    private final TenantDatabase database;
    private final Administrators administrators;
    private final Simulations simulations;
    private final Detections detections;
    private final Standings standings;
    private final InstantSource clock;

    Simulate(
            TenantDatabase database,
            Administrators administrators,
            Simulations simulations,
            Detections detections,
            Standings standings,
            InstantSource clock) {
        this.database = database;
        this.administrators = administrators;
        this.simulations = simulations;
        this.detections = detections;
        this.standings = standings;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param userRiskLevel the person's risk now
     */
    record Raised(Simulation simulation, String userRiskLevel, String userRiskState) {}

    /** @throws Refusal where the caller may not do that to this person, or what he asks for is nothing that could be found */
    Raised raise(Caller caller, Wanted wanted) {
        PersonId person = wanted.person();
        Actor actor = Administrators.actor(caller, PERMISSION, Set.of(Act.SIMULATE_RISK));
        TenantId tenant = actor.actingIn();
        Instant now = clock.instant();
        UUID id = UUID.randomUUID();
        String requestId = Optional.ofNullable(wanted.requestId()).orElseGet(id::toString);
        return database.in(tenant, handle -> {
            administrators.require(handle, Act.SIMULATE_RISK, actor, person, now);
            SignIn signIn = signIn(id, person, Optional.ofNullable(wanted.signIn()), now);
            boolean added = simulations.add(
                    handle, tenant, id, requestId, signIn, wanted.type(), wanted.level(), Rights.id(caller), now);
            if (added) {
                if (simulations.there(handle, tenant) > MOST) {
                    throw new Refusal(
                            Fault.TOO_MANY_SIMULATIONS, "There are at most %d at a time. Purge some.".formatted(MOST));
                }
                raise(handle, tenant, person, evidence(wanted, id, signIn, caller, now), now, Rights.id(caller));
                detections
                        .about(handle, tenant, person, wanted.type(), about(id))
                        .ifPresent(detection -> simulations.raised(handle, tenant, id, detection));
            }
            return answer(handle, tenant, requestId, wanted);
        });
    }

    private Raised answer(Handle handle, TenantId tenant, String requestId, Wanted wanted) {
        Simulation simulation = simulations.requested(handle, tenant, requestId).orElseThrow();
        boolean same = simulation.userId().equals(wanted.person().toString())
                && simulation.riskEventType().equals(wanted.riskEventType())
                && simulation.riskLevel().equals(wanted.level().wireName());
        if (!same) {
            throw new Refusal(Fault.BAD_REQUEST, "requestId was used for another simulation");
        }
        UserRisk risk = standings.of(handle, tenant, wanted.person());
        return new Raised(simulation, risk.level().wireName(), risk.state().wireName());
    }

    private void raise(
            Handle handle, TenantId tenant, PersonId person, Evidence evidence, Instant now, String administrator) {
        By by = By.actor(administrator, "simulated: " + evidence.type());
        Optional<RiskEvent> said = Usual.saidBySomebody(evidence.type());
        if (said.isPresent()) {
            standings.raise(handle, tenant, person, said.get(), evidence, now, by);
        } else {
            standings.found(handle, tenant, person, List.of(evidence), now, by);
        }
    }

    private static Evidence evidence(Wanted wanted, UUID id, SignIn signIn, Caller caller, Instant now) {
        DetectionType type = wanted.type();
        RiskLevel level = wanted.level();
        boolean inSignIn = type.signInLinked() || wanted.signIn() != null;
        return new Evidence(
                type,
                about(id),
                level,
                inSignIn ? Evidence.Timing.REALTIME : Evidence.Timing.OFFLINE,
                inSignIn ? Optional.of(signIn) : Optional.empty(),
                now,
                Map.of("simulated", true, "by", Rights.id(caller), "application", signIn.applicationName()),
                "Simulated by an administrator: " + type,
                ENGINE,
                true,
                true);
    }

    /** A real one is about a sign-in, a password or what somebody said; two simulations are never about the same. */
    private static String about(UUID simulation) {
        return "simulation " + simulation;
    }

    /** A sign-in that never was, held to what a real one is held to. It is kept nowhere. */
    private static SignIn signIn(UUID id, PersonId person, Optional<Wanted.Where> where, Instant now) {
        ObjectNode json = FeedJson.mapper().createObjectNode();
        json.put("id", "simulated-" + id)
                .put("createdDateTime", now.toString())
                .put("userId", person.toString())
                .put("ipAddress", text(where.map(Wanted.Where::ipAddress)))
                .put("userAgent", text(where.map(Wanted.Where::userAgent)))
                .put("appDisplayName", text(where.map(Wanted.Where::appDisplayName)));
        json.putObject("location")
                .put("city", text(where.map(Wanted.Where::city)))
                .put("countryOrRegion", text(where.map(Wanted.Where::country)));
        json.putObject("status").put("errorCode", 0);
        try {
            return switch (GraphSignIns.one(FeedJson.mapper().writeValueAsBytes(json))) {
                case Reading.Good good -> good.signIn();
                case Reading.Bad bad -> throw new Refusal(Fault.BAD_REQUEST, "signIn: " + bad.reason());
            };
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Optional<@Nullable String> given) {
        return given.map(String::strip).orElse("");
    }
}
