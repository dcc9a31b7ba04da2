/**
 * Organisations to play with: two service providers and three customers, made through the public door and told apart by a run id,
 * so that every story has its own.
 */
@NullMarked
package io.homeward.local.sample;

import org.jspecify.annotations.NullMarked;
