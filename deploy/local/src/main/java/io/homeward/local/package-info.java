@NullMarked
package io.homeward.local;

import org.jspecify.annotations.NullMarked;
