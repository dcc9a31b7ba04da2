/**
 * One person's way in, and back in: a state, the moves it offers, and what is decided after each.
 *
 * <p>The path: {@link io.homeward.remediation.flow.FlowResource} -> {@link io.homeward.remediation.flow.TakeStep} -> one of
 * {@link io.homeward.remediation.flow.FirstFactor}, {@link io.homeward.remediation.flow.VerifyFactor}, {@link io.homeward.remediation.flow.RegisterFactor}, {@link io.homeward.remediation.flow.NewPassword}
 * -> {@link io.homeward.remediation.flow.Decide}, which asks {@code access-rules} -> {@link io.homeward.remediation.flow.FlowState}.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>A client says which move it makes and what was typed, nothing else. State and facts are kept and rebuilt here, and the law is asked
 *       after every move with all of them, so no order of calls leads anywhere that the law did not say.
 *   <li>A continuation is good for one move. Of two moves made with it one is done and the other never began.
 *   <li>What a move changes is one transaction: the credential, the sessions that end, what risk-service is told, and the state.
 *   <li>A session begins when nothing is unmet <em>and</em> risk-service has confirmed what was remediated. Between the two stands
 *       {@link io.homeward.remediation.flow.FlowState.Remediating}, which needs nothing but the database to go on.
 *   <li>A flow that began before somebody ended the person's sessions ends too.
 * </ul>
 */
@NullMarked
package io.homeward.remediation.flow;

import org.jspecify.annotations.NullMarked;
