/**
 * Delta queries: first everything, then, as often as the caller comes back, what has changed since; {@code GET /users/delta}.
 *
 * <h2>What a table must have</h2>
 *
 * <pre>{@code
 * alter table person add column changed_in bigint not null default (pg_current_xact_id()::text::bigint);
 *
 * create function note_writer() returns trigger language plpgsql as $$
 * begin new.changed_in := pg_current_xact_id()::text::bigint; return new; end $$;
 *
 * create trigger person_changed before insert or update on person for each row execute function note_writer();
 * create index person_by_change on person (tenant_id, changed_in, person_id);
 * }</pre>
 *
 * Rows are never deleted while a token of their time is good (seven days): a deleted thing keeps its row, or leaves one behind.
 *
 * <h2>What is told in parts</h2>
 *
 * A thing that holds many others (a group, its members) is told of in several items, one for itself and one for each that came or went, so
 * that a page has a bounded size however much it holds. The listing then has a row for each of them and names what tells them apart
 * ({@link io.homeward.graph.delta.DeltaListing#part}); whoever renders a page puts the items of one thing together, and clients see a thing
 * on several pages, as in Graph. Each row carries the number of its own last writer, so the thing's row is not touched when a part changes.
 *
 * <h2>How it is asked</h2>
 *
 * <pre>{@code
 * private static final DeltaListing<Person> CHANGES =
 *         new DeltaListing<>(PEOPLE, "p.changed_in", "case when p.deleted_at is not null then 'changed' end");
 *
 * @GET @Path("users/" + GraphPath.DELTA)
 * public GraphCollection delta() {
 *     DeltaQuery query = graph.delta(USERS, by.tenant());
 *     return graph.delta(query, people.changes(by.tenant(), query).map(PersonShown::of));
 * }
 *
 * DeltaPage<Person> changes(TenantId tenant, DeltaQuery query) {
 *     return database.in(tenant, handle -> CHANGES.page(handle, query, sql -> sql.bind("tenant", tenant.value())));
 * }
 * }</pre>
 *
 * <h2>Why nothing is missed and nothing is told twice in a round</h2>
 *
 * Numbers that a sequence gives are no order of commits: a lower one may become visible after a higher one was read. So a row carries the
 * number of the transaction that wrote it, and a round ends at the horizon: the lowest number of a transaction that still runs
 * ({@code pg_snapshot_xmin}), read before the rows. Below it everything has ended, and all that was committed is seen; what is written
 * later has a higher number and belongs to the next round, which begins exactly there. Within a round the horizon stands still, rows are
 * read in the order {@code (changed_in, id)}, and a row that is written again leaves the round upwards. A transaction that runs long delays
 * what comes after it, and loses nothing. After a restore the numbers mean another history; the token knows which, and the answer is 410.
 */
@NullMarked
package io.homeward.graph.delta;

import org.jspecify.annotations.NullMarked;
