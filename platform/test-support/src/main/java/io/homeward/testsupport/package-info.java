/** What tests of several services need and none owns: a real PostgreSQL, callers with genuine internal tokens, the house rules. */
@NullMarked
package io.homeward.testsupport;

import org.jspecify.annotations.NullMarked;
