/**
 * Who is at the door. A public token (RFC 9068) is verified, the tenant it enters is found, and whoever acts for somebody is named.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>The issuer decides which key is asked for, and an issuer is ours only if it is exactly {@code {edge}/{tenant}/v2.0} of a tenant that the
 *       rules replica knows. Keys come from remediation-service alone; nothing in a token ({@code jku}, {@code jwk}, {@code x5u}) points to one.
 *   <li>RS256, {@code typ} {@code at+jwt}, our own audience. ID tokens and everything else are refused by type.
 *   <li>A wrong issuer, an unknown key and a wrong signature are one answer: a forger learns nothing about which tenants there are.
 *   <li>A genuine token is remembered by its SHA-256 until it expires; the text itself is kept nowhere.
 *   <li>Whether the person may pass is not decided here but in {@code decision}, at every call.
 * </ul>
 *
 * <p>Begin with {@link io.homeward.gateway.entry.TokenVerifier}.
 */
@NullMarked
package io.homeward.gateway.entry;

import org.jspecify.annotations.NullMarked;
