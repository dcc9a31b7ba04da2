/** How refusals become HTTP, in one place. */
@NullMarked
package io.homeward.remediation.web;

import org.jspecify.annotations.NullMarked;
