/**
 * The two doors. A call comes in, is read in one way only, decided, and handed to one owner as a stream.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>The path that is decided is the path that is forwarded: it is brought into its one form first, and what has no one form is refused
 *       ({@link io.homeward.gateway.route.RequestPath}). The same holds for the framing of the body and for the headers.
 *   <li>Nothing about identity, origin or decision that came from outside goes on ({@link io.homeward.gateway.route.HeaderHygiene}).
 *   <li>The edge hands an internal token to our services; the apps door hands to a customer's application a token for that application alone,
 *       no cookie, and calls only the address that was checked ({@link io.homeward.gateway.route.UpstreamAddresses}).
 *   <li>Bodies are streamed both ways, counted and capped ({@link io.homeward.gateway.route.Passage}).
 *   <li>Everything here runs on event loops and blocks none.
 * </ul>
 *
 * <p>Begin with {@link io.homeward.gateway.route.Edge}, then {@link io.homeward.gateway.route.AppsDoor}.
 */
@NullMarked
package io.homeward.gateway.route;

import org.jspecify.annotations.NullMarked;
