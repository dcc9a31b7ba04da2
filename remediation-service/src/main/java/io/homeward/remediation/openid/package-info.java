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
 *       standing that is unknown whenever the risk service is away.
 *   <li>An application's request is kept ({@link io.homeward.remediation.openid.Authorize}) until a sign-in answers it with a code
 *       ({@link io.homeward.remediation.openid.Authorizations}); nobody is sent to an address that is not registered.
 *   <li>What comes of a code is a grant; its session and the law are asked before every token ({@link io.homeward.remediation.openid.DecideAnew}),
 *       and what was used twice ends it.
 *   <li>Nothing here knows of flows or screens, so that this room can be run by itself.
 * </ul>
 */
@NullMarked
package io.homeward.remediation.openid;

import org.jspecify.annotations.NullMarked;
