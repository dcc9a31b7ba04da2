/** A customer's application, as small as can be, behind the apps door. */
@NullMarked
package io.homeward.local.upstream;

import org.jspecify.annotations.NullMarked;
