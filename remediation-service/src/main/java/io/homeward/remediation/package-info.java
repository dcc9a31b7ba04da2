@NullMarked
package io.homeward.remediation;

import org.jspecify.annotations.NullMarked;
