/** What is measured stands here: a PostgreSQL server of the run's own, and a service as it is shipped, each in processes of their own. */
@NullMarked
package io.homeward.bench.stage;

import org.jspecify.annotations.NullMarked;
