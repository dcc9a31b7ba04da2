/**
 * Proxies that people already run ask here about every call before they pass it on: nginx ({@code auth_request}), HAProxy, Traefik and Caddy
 * (forward-auth), Envoy ({@code ext_authz} over HTTP) and whatever implements external auth of the Kubernetes Gateway API.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>{@code /external/v1/{kind}/{tenant}/{application}}: the proxy stands before that one application. The kind says in which headers, or in
 *       which part of the path, it tells what was called ({@link io.homeward.gateway.external.ProxyKind}).
 *   <li>What a proxy tells is believed because it is a proxy we know: by its address, or by a key. Nobody else is answered at all. Of what the client
 *       itself wrote under those names nothing counts; the sample configurations in {@code deploy/samples} see to it that nothing arrives.
 *   <li>Yes is 200, with the headers the proxy copies over the client's ({@link io.homeward.gateway.external.Identity}); among them a token for the
 *       application alone, in the place of the client's.
 *   <li>No is what the doors say, as far as the proxy's contract can carry it: what a proxy takes for a failure of ours, and might let pass, is
 *       said as a no.
 *   <li>Nothing here knows how doors are built; {@code route/ProxyDoor} brings the calls.
 * </ul>
 */
@NullMarked
package io.homeward.gateway.external;

import org.jspecify.annotations.NullMarked;
