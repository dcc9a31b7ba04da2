/**
 * Writes a change feed in the transaction that changes the entity, orders it and serves it; and keeps tables that follow another service's feed.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>A writer locks its entity's row, then calls {@link io.homeward.outbox.Outbox#append} in the same transaction and stores the number it
 *       returns as the entity's version. What is rolled back was never written.
 *   <li>Positions are given after the commit, by any process, under the lock of the feed's head ({@link io.homeward.outbox.Sequencer}): dense, in
 *       row-lock order per key, and never before something earlier that a reader could still be told later.
 *   <li>An answer is certified only if a sequencing pass that began after the request arrived has succeeded: it proves that this process still
 *       reaches a database that accepts commits.
 *   <li>The number of a feed's history (epoch) is the database's system identifier, its timeline and the identities of the database and of the head table: a restore, a
 *       recovery to a point in time and a failover change it, a restart does not. A copy of the data directory put back in place keeps them all:
 *       whoever does that runs {@code update feed_head set epoch = 'restored'} before anything else writes, and every reader begins anew.
 *   <li>The application role may add changes of the tenants bound to its transaction and read nothing but the number given; the feed role may read
 *       and place them all and write nothing else.
 *   <li>Days are dropped after 24 hours, never with a change in them that has no position yet.
 * </ul>
 *
 * <h2>What a service does</h2>
 *
 * <p>Configuration: the datasource {@code feed} (feed role), {@code quarkus.flyway.locations=db/outbox,db/migration} (with {@code db/replica} where it
 * keeps {@link io.homeward.outbox.TableReplicas}) and {@code quarkus.flyway.placeholders.app_role}, {@code .feed_role}.
 *
 * <p>Per feed one bean that reads the current state, as the feed role, across tenants: {@snippet :
 * @Singleton
 * class PeopleSnapshot implements SnapshotSource {
 *     public FeedName feed() { return PEOPLE; }
 *
 *     public List<Row> page(Handle handle, RowKey after, int limit) {
 *         return handle.createQuery("""
 *                         select tenant_id, id, version, display_name from person
 *                         where (tenant_id, id) > (:tenant, cast(:key as uuid)) order by tenant_id, id limit :limit""")
 *                 .bind("tenant", after.tenant().value()).bind("key", after.key()).bind("limit", limit)
 *                 .map((row, context) -> new Row(TenantId.of(row.getString(1)), row.getString(2), row.getLong(3), body(row))).list();
 *     }
 * }
 * }
 *
 * <p>and in its migration the columns that the feed role may read, which the tenant-fence test knows: {@snippet lang=sql :
 * grant select (tenant_id, id, version, display_name) on person to ${feed_role};
 * create policy the_feed_reads_all on person for select to ${feed_role} using (true);
 * }
 *
 * <p>The policies of the service's own tables bind the application role: {@snippet lang=sql :
 * create policy its_tenants on person to ${app_role}
 *     using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
 * }
 */
@NullMarked
package io.homeward.outbox;

import org.jspecify.annotations.NullMarked;
