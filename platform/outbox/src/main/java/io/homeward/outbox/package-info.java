@NullMarked
package io.homeward.outbox;

import org.jspecify.annotations.NullMarked;
