@NullMarked
package io.homeward.testsupport;

import org.jspecify.annotations.NullMarked;
