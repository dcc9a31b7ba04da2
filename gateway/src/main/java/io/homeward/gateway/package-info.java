@NullMarked
package io.homeward.gateway;

import org.jspecify.annotations.NullMarked;
