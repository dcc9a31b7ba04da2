/** Who may act on whose risk and credentials: the home administrator of section 1, D10 and invariant 11. */
@NullMarked
package io.homeward.accessrules.administrator;

import org.jspecify.annotations.NullMarked;
