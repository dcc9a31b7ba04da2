/** How this service's refusals become HTTP ({@link io.homeward.risk.web.Problems}), and how large a body may be ({@link io.homeward.risk.web.BodySize}). */
@NullMarked
package io.homeward.risk.web;

import org.jspecify.annotations.NullMarked;
