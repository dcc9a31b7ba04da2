/** Sign-ins as an identity provider would export them: weeks of ordinary work, and a password spray at its end. */
@NullMarked
package io.homeward.local.stream;

import org.jspecify.annotations.NullMarked;
