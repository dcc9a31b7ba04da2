/**
 * The tokens that leave by the apps door: for one application alone, asymmetric, short ({@link io.homeward.gateway.token.ApplicationTokens}).
 * Tokens for our own services are made by {@code platform/tenancy}.
 */
@NullMarked
package io.homeward.gateway.token;

import org.jspecify.annotations.NullMarked;
