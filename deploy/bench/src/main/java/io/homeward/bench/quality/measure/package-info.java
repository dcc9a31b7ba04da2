/** Figures of merit. They see scores and who they belong to, nothing of models or sign-ins. */
@NullMarked
package io.homeward.bench.quality.measure;

import org.jspecify.annotations.NullMarked;
