/** When somebody has to have a second factor: fourteen days after the first interactive sign-in in the registration policy's scope (H2, H3). */
@NullMarked
package io.homeward.remediation.registration;

import org.jspecify.annotations.NullMarked;
