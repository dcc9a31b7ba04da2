@NullMarked
package io.homeward.tenant;

import org.jspecify.annotations.NullMarked;
