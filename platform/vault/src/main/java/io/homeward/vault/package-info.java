/**
 * Secrets that must be readable again: seeds of one-time codes and signing keys, under a key that is not in the database.
 *
 * <p>What is sealed is bound to its purpose and owner: a row copied to another person or tenant does not open there.
 */
@NullMarked
package io.homeward.vault;

import org.jspecify.annotations.NullMarked;
