/**
 * Tenants that sign their people in elsewhere, at an OpenID provider of their own; start at {@link io.homeward.remediation.federation.AskProvider} and
 * {@link io.homeward.remediation.federation.HearProvider}.
 *
 * <p>Which provider it is, is settled by the domain of a name, when a flow begins. What the provider says then is the first factor of that flow and nothing
 * more: the sign-in is scored and interrupted like every other, and a second factor is one that is registered here; the provider's {@code amr} and
 * {@code acr} count for none (D29 lets them count where somebody trusts the issuer, and nothing says yet that somebody does). The people of such a domain have
 * no password here: none is asked for, changed or reset, so that a risk whose remedy is a new password is an administrator's to close (D8).
 * Who administers the provider's registration here should therefore have an account in another domain of the tenant.
 *
 * <p>State, nonce and PKCE verifier are made from the browser's secret for one step of its flow, as its continuations are: nothing is kept of them, any node
 * can take the answer, another browser's answer is nobody's, and one that comes twice finds the step taken. One answer address serves all providers of a
 * tenant; that they are not mixed up is seen by {@code iss} (RFC 9207, demanded of who says that he sends it), by the nonce and by the token's issuer.
 *
 * <p>The protocol's messages and the tokens' signatures are the Nimbus OAuth 2.0 SDK's affair. quarkus-oidc does the same for applications whose routes it
 * guards: it begins the redirect by itself, keeps the state in cookies of its own, makes a security identity of the answer and knows its tenants by
 * configuration; here the answer is one step of a flow that has a state already, the client is a row of a feed, and every call has to pass {@code outbound}.
 */
@NullMarked
package io.homeward.remediation.federation;

import org.jspecify.annotations.NullMarked;
