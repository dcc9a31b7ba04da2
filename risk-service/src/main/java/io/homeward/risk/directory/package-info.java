/**
 * What tenant-service publishes and this service needs to know: who has which name ({@link io.homeward.risk.directory.KnownPeople}), what a
 * tenant's rules offer ({@link io.homeward.risk.directory.KnownRules}) and who has access elsewhere
 * ({@link io.homeward.risk.directory.KnownRelationships}). Each class keeps its table from a feed and reads it.
 *
 * <p>What has not arrived yet is unknown, and unknown is never to anybody's advantage.
 */
@NullMarked
package io.homeward.risk.directory;

import org.jspecify.annotations.NullMarked;
