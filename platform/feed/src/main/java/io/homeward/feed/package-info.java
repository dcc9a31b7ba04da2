@NullMarked
package io.homeward.feed;

import org.jspecify.annotations.NullMarked;
