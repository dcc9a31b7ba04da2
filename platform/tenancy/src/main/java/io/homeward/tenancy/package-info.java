@NullMarked
package io.homeward.tenancy;

import org.jspecify.annotations.NullMarked;
