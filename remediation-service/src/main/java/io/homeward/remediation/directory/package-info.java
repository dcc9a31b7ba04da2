/**
 * What tenant-service has told this service: people, rules, relationships and applications, as tables kept current by its feeds
 * ({@code event}). Nothing here is changed by anything else, and nothing here decides.
 */
@NullMarked
package io.homeward.remediation.directory;

import org.jspecify.annotations.NullMarked;
