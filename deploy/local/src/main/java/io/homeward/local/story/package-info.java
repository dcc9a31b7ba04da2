/** What the product is for, played through the public door and checked step by step. */
@NullMarked
package io.homeward.local.story;

import org.jspecify.annotations.NullMarked;
