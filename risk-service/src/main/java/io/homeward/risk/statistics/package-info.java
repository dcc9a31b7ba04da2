/**
 * A tenant's risk over time, for charts: {@link io.homeward.risk.statistics.RiskStatisticsResource}. Counted when it is asked for, over a bounded
 * stretch of time, from the rows themselves; nothing is simulated in it.
 */
@NullMarked
package io.homeward.risk.statistics;

import org.jspecify.annotations.NullMarked;
