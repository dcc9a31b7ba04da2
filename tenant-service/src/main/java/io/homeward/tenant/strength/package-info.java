/**
 * Authentication strengths: which combinations of methods satisfy a demand for MFA. Three stand in the code and are the same everywhere; a tenant
 * adds its own. Start at {@link io.homeward.tenant.strength.StrengthResource}. They are a part of the rules: every change is one of
 * {@link io.homeward.tenant.policy.Rules}.
 */
@NullMarked
package io.homeward.tenant.strength;

import org.jspecify.annotations.NullMarked;
