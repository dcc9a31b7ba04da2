/**
 * The edge: who is let in ({@link io.homeward.tenant.web.Admission}), how a refusal becomes HTTP ({@link io.homeward.tenant.web.Problems}),
 * and whether this process is ready.
 */
@NullMarked
package io.homeward.tenant.web;

import org.jspecify.annotations.NullMarked;
