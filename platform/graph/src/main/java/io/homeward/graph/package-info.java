@NullMarked
package io.homeward.graph;

import org.jspecify.annotations.NullMarked;
