/** How many people sign in with a password each second, beside what hashing the password alone allows. */
@NullMarked
package io.homeward.bench.signin;

import org.jspecify.annotations.NullMarked;
