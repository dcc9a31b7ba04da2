/**
 * Signing in at home: H1 to H19.
 *
 * <p>First class to open: {@link io.homeward.accessrules.home.HomeRules}.
 */
@NullMarked
package io.homeward.accessrules.home;

import org.jspecify.annotations.NullMarked;
