/**
 * Reads a change feed: what another service knows, kept current here. Carries no database driver.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>A feed is a snapshot of the current state followed by a dense, ordered tail. One {@code (tenant, key)} is one unit of consistency and
 *       every {@link io.homeward.feed.Change} carries its full state; no order across feeds is promised.
 *   <li>{@link io.homeward.feed.FeedReader} owns one thread and keeps one {@link io.homeward.feed.Replica} current: in memory
 *       ({@link io.homeward.feed.MemoryReplica}) or in tables ({@code TableReplica} of the outbox module).
 *   <li>A replica that is being rebuilt shows its former content until the new one is complete; nothing half-built is ever visible in memory.
 *   <li>"Not there" means "does not exist" only while {@link io.homeward.feed.Freshness#isStale} is false. Ask at <em>every</em> decision.
 *       Freshness is measured from the moment the reader <em>sent</em> the request whose certified answer it has applied, on its own monotonic
 *       clock, so neither a heartbeat nor another machine's clock can pretend it.
 *   <li>What cannot be read stops the feed (it goes stale, decisions fail closed) rather than being skipped.
 * </ul>
 *
 * <p>The seam for another transport is {@link io.homeward.feed.FeedSource}; readers and replicas do not know which one they have.
 *
 * <p>In use: {@snippet :
 * var people = new MemoryReplica<>((tenant, key, body) -> FeedJson.mapper().treeToValue(body, Person.class));
 * var byTenant = people.indexedBy(row -> Set.of(row.tenant()));
 * var reader = new FeedReader(new HttpFeedSource(tenantService, PEOPLE, () -> token), people);
 * reader.start();
 * // at every decision
 * if (reader.freshness().isStale(lease)) { refuse(); }
 * }
 */
@NullMarked
package io.homeward.feed;

import org.jspecify.annotations.NullMarked;
