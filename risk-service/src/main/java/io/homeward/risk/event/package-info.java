/**
 * What comes from other services and what goes to them: the feeds that are read ({@link io.homeward.risk.event.Feeds}), the remediations that are
 * applied exactly once ({@link io.homeward.risk.event.Remediations}), and the feed of standings ({@link io.homeward.risk.event.StandingsSnapshot}).
 */
@NullMarked
package io.homeward.risk.event;

import org.jspecify.annotations.NullMarked;
