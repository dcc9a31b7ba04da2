/**
 * Rules tried before they bite. Start at {@link io.homeward.tenant.trial.EvaluateResource}. Nothing here changes anything, and nothing here judges:
 * the answers are those of access-rules.
 */
@NullMarked
package io.homeward.tenant.trial;

import org.jspecify.annotations.NullMarked;
