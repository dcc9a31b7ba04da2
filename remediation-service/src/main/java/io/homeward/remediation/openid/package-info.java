/**
 * The provider's endpoints: an issuer per tenant with discovery, keys and tokens.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>An issuer signs for its own tenant only ({@link io.homeward.remediation.openid.SigningKeys}); a token says which tenant is entered
 *       and which one is home.
 *   <li>A person's token names a session and never outlives it ({@link io.homeward.remediation.openid.TokenIssuer}).
 *   <li>A token for a customer's tenant is decided by {@code access-rules} each time ({@link io.homeward.remediation.openid.ExchangeToken}), with a
 *       standing that is unknown whenever the risk service is away; what a grant gave is exchanged until the grant ends.
 *   <li>An application's request is kept ({@link io.homeward.remediation.openid.Authorize}) until a sign-in answers it with a code
 *       ({@link io.homeward.remediation.openid.Authorizations}); nobody is sent to an address that is not registered.
 *   <li>What comes of a code is a grant; its session and the law are asked before every token ({@link io.homeward.remediation.openid.DecideAnew}),
 *       and what was used twice ends it.
 *   <li>For a device ({@link io.homeward.remediation.openid.Devices}, RFC 8628) somebody signs in anew with a browser, interrupted by whatever
 *       interrupts a sign-in; what he registers or mends there is that browser's. The device's own session is decided apart, where the device is
 *       ({@link io.homeward.remediation.openid.DeviceSessions}, D27).
 *   <li>A signing key is published a day before it signs, by itself every ninety days ({@link io.homeward.remediation.openid.KeySettings}) or when an
 *       administrator says so, and goes when nothing it signed is valid any more. One that <b>leaked</b> is withdrawn ({@code POST
 *       /v1/signingKeys/{kid}/withdraw}): other nodes know after a minute, gateways after five more at most; a token that a gateway has verified
 *       before lives on there for the rest of its ten minutes. Sessions and refresh tokens are no signatures and go on.
 *   <li>Nothing here knows of flows or screens, so that this room can be run by itself.
 * </ul>
 */
@NullMarked
package io.homeward.remediation.openid;

import org.jspecify.annotations.NullMarked;
