/** A tenant whose people sign in at a provider of their own: a real Keycloak, through the real gateway. */
@NullMarked
package io.homeward.federationtest;

import org.jspecify.annotations.NullMarked;
