/**
 * Stand-ins for the three services behind the gateway, as small HTTP servers that speak their contract: feeds with a certified tail, key sets,
 * and an echo of everything else. They run beside the application under test and are steered over HTTP, by {@link
 * io.homeward.gateway.suite.Suite}.
 */
package io.homeward.gateway.suite;
