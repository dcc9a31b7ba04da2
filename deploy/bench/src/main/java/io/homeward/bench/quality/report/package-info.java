/** What was measured, as tables and plots. */
@NullMarked
package io.homeward.bench.quality.report;

import org.jspecify.annotations.NullMarked;
