/**
 * The suite as everybody outside sees it: the public door, the sign-in flow a person goes through, and his authenticator.
 */
@NullMarked
package io.homeward.local.door;

import org.jspecify.annotations.NullMarked;
