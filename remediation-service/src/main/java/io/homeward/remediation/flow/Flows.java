package io.homeward.remediation.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Flows, each behind its continuation. Every method works in the caller's transaction, bound to the tenant. */
@Singleton
class Flows {
    /** So long an expired flow is still known to have been one. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final int REMOVED_AT_ONCE = 50;

    private record Kept(
            Flow flow, String continuation, @Nullable String previous) {}

    void open(Handle handle, Flow flow, Continuation continuation) {
        handle.createUpdate("""
                        insert into flow (tenant_id, flow_id, version, continuation, state, expires_at, challenge)
                        values (:tenant, :id, :version, :continuation, cast(:state as jsonb), :expires, :challenge)
                        """)
                .bind("tenant", flow.tenant().value())
                .bind("id", flow.id().value())
                .bind("version", flow.version())
                .bind("continuation", continuation.hash())
                .bind("state", write(flow.state()))
                .bind("expires", flow.expiresAt().atOffset(ZoneOffset.UTC))
                .bind("challenge", flow.challenge())
                .execute();
    }

    /**
     * Takes the continuation for one move and puts the next in its place. Of two that come with the same one, the second finds it taken.
     *
     * @throws Refusal 404 for a flow that is not there and for a continuation that is not its present one; 410 where it has expired; 409
     *     where the move is not offered, and then the continuation stays good
     */
    Flow claim(Handle handle, FlowId id, Continuation presented, Move.Kind move, Continuation next, Instant now) {
        Kept kept = find(handle, id, true)
                .filter(each -> each.continuation().equals(presented.hash()))
                .orElseThrow(Flows::notFound);
        refuseExpired(kept.flow(), now);
        if (!kept.flow().state().asks().contains(move)) {
            throw new Refusal(
                    Fault.STEP_NOT_OFFERED,
                    "The flow is in the state '%s', which does not offer '%s'."
                            .formatted(kept.flow().state().wireName(), move.wireName()));
        }
        int version = kept.flow().version() + 1;
        handle.createUpdate("""
                        update flow set version = :version, continuation = :next, previous_continuation = :presented,
                            step = step + 1, moving = true
                        where tenant_id = :tenant and flow_id = :id
                        """)
                .bind("version", version)
                .bind("next", next.hash())
                .bind("presented", presented.hash())
                .bind("tenant", id.tenant().value())
                .bind("id", id.value())
                .execute();
        return new Flow(
                id,
                version,
                kept.flow().state(),
                kept.flow().expiresAt(),
                kept.flow().challenge());
    }

    /** Nothing came of the move: the continuation it was made with is good again. */
    void giveBack(Handle handle, Flow claimed, Continuation presented) {
        handle.createUpdate("""
                        update flow set continuation = :presented, previous_continuation = null, step = step - 1, moving = false
                        where tenant_id = :tenant and flow_id = :id and version = :version
                        """)
                .bind("presented", presented.hash())
                .bind("tenant", claimed.tenant().value())
                .bind("id", claimed.id().value())
                .bind("version", claimed.version())
                .execute();
    }

    /**
     * The flow for somebody who may look at it. While it is {@link FlowState.Remediating} the continuation before will do as well: the answer
     * that brought the present one may have been lost in the crash from which it has to recover.
     */
    Flow look(Handle handle, FlowId id, Continuation presented, Instant now) {
        Kept kept = find(handle, id, false).orElseThrow(Flows::notFound);
        boolean present = kept.continuation().equals(presented.hash());
        boolean before = kept.flow().state() instanceof FlowState.Remediating
                && presented.hash().equals(kept.previous());
        if (!present && !before) {
            throw notFound();
        }
        refuseExpired(kept.flow(), now);
        return kept.flow();
    }

    /**
     * The move that a flow waits for.
     *
     * @param number also of the continuation that lets it be made ({@link BrowserSecret#continuation})
     * @param afterOne the one before is being made now
     */
    record Awaited(int number, boolean afterOne) {}

    Awaited awaited(Handle handle, FlowId id) {
        return handle.createQuery("select step, moving from flow where tenant_id = :tenant and flow_id = :id")
                .bind("tenant", id.tenant().value())
                .bind("id", id.value())
                .map((row, context) -> new Awaited(row.getInt("step"), row.getBoolean("moving")))
                .findOne()
                .orElseThrow(Flows::notFound);
    }

    /** Locks the flow; empty where it is not what it was when it was looked at. */
    Optional<Flow> lock(Handle handle, Flow seen) {
        return find(handle, seen.id(), true).map(Kept::flow).filter(flow -> flow.version() == seen.version());
    }

    /**
     * Keeps the state a move has led to, with a challenge of its own: none is signed twice.
     *
     * @throws IllegalStateException where somebody else has changed it since; the transaction is undone
     */
    Flow save(Handle handle, Flow claimed, FlowState state) {
        String challenge = newChallenge();
        int saved = handle.createUpdate("""
                        update flow set version = version + 1, state = cast(:state as jsonb), challenge = :challenge, moving = false
                        where tenant_id = :tenant and flow_id = :id and version = :version
                        """)
                .bind("state", write(state))
                .bind("challenge", challenge)
                .bind("tenant", claimed.tenant().value())
                .bind("id", claimed.id().value())
                .bind("version", claimed.version())
                .execute();
        if (saved != 1) {
            throw new IllegalStateException("The flow was changed meanwhile");
        }
        return new Flow(claimed.id(), claimed.version() + 1, state, claimed.expiresAt(), challenge);
    }

    /** As long and as random as a continuation. */
    static String newChallenge() {
        return Continuation.next().text();
    }

    /** A flow that nobody has ended. */
    record Abandoned(FlowState state, Instant expiredAt) {}

    /** Forgets some flows that expired long ago, and says what they were. */
    List<Abandoned> forgetExpired(Handle handle, TenantId tenant, Instant now) {
        return handle.createQuery("""
                        delete from flow where tenant_id = :tenant and flow_id in (
                            select flow_id from flow where tenant_id = :tenant and expires_at < :before
                            order by expires_at limit :most for update skip locked)
                        returning state, expires_at
                        """)
                .bind("tenant", tenant.value())
                .bind("before", now.minus(REMEMBERED).atOffset(ZoneOffset.UTC))
                .bind("most", REMOVED_AT_ONCE)
                .map((row, context) -> new Abandoned(
                        read(row.getString("state")),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static Optional<Kept> find(Handle handle, FlowId id, boolean lock) {
        return handle.createQuery("""
                        select version, continuation, previous_continuation, state, expires_at, challenge from flow
                        where tenant_id = :tenant and flow_id = :id <lock>
                        """)
                .define("lock", lock ? "for update" : "")
                .bind("tenant", id.tenant().value())
                .bind("id", id.value())
                .map((row, context) -> kept(id, row))
                .findOne();
    }

    private static Kept kept(FlowId id, ResultSet row) throws SQLException {
        var flow = new Flow(
                id,
                row.getInt("version"),
                read(row.getString("state")),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                Objects.requireNonNullElse(row.getString("challenge"), ""));
        return new Kept(flow, row.getString("continuation"), row.getString("previous_continuation"));
    }

    private static void refuseExpired(Flow flow, Instant now) {
        if (!now.isBefore(flow.expiresAt())) {
            throw new Refusal(Fault.FLOW_EXPIRED, "Begin a new one.");
        }
    }

    /** One text, whatever is not right: the id, the tenant, or the continuation. */
    static Refusal notFound() {
        return new Refusal(Fault.FLOW_NOT_FOUND, "Begin a new one.");
    }

    private static String write(FlowState state) {
        try {
            return FeedJson.mapper().writerFor(FlowState.class).writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A flow's state cannot be written", e);
        }
    }

    private static FlowState read(String state) {
        try {
            return FeedJson.mapper().readValue(state, FlowState.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A kept flow cannot be read", e);
        }
    }
}
