/**
 * How a person proves who he is, and gets back in.
 *
 * <p>Open {@link io.homeward.remediation.flow.FlowResource} first: everything a person does here is a step of a flow. What is decided is decided by
 * {@code access-rules}; what is proven, kept and told to the other services is in the rooms beside it:
 *
 * <ul>
 *   <li>{@code flow} one person's way back in: states, moves, expiry
 *   <li>{@code credential} passwords, one-time codes, the capability that follows, and administrators who help
 *   <li>{@code recovery} codes by e-mail for a forgotten password; {@code mail} letters; {@code notice} what people are told, and what they answer
 *   <li>{@code registration} the fourteen days of grace
 *   <li>{@code session} sessions, and the epoch that ends them
 *   <li>{@code openid} the tenants' issuers: discovery, keys, tokens, token exchange
 *   <li>{@code risk} what is asked of and told to risk-service
 *   <li>{@code directory} and {@code event} what tenant-service tells, and the feeds in and out
 *   <li>{@code secret} what is sealed; {@code web} how refusals become HTTP
 * </ul>
 */
@NullMarked
package io.homeward.remediation;

import org.jspecify.annotations.NullMarked;
