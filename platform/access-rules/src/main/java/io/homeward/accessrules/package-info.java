/**
 * Who may pass, and how a person gets back in: the law of this product in code, and the only place where it is code.
 *
 * <p>Nothing here asks the network or the clock: facts and the time come in, a decision with its rule id goes out.
 */
@NullMarked
package io.homeward.accessrules;

import org.jspecify.annotations.NullMarked;
