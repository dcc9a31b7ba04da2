/** Sign-ins from files: which kind of file it is, whom it names, and what was found in it. */
@NullMarked
package io.homeward.local.intake;

import org.jspecify.annotations.NullMarked;
