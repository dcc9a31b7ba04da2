@NullMarked
package io.homeward.risk;

import org.jspecify.annotations.NullMarked;
