/**
 * Who is calling, and which tenant a database session may see.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>A service believes one thing only: an internal token ({@link io.homeward.tenancy.InternalToken}) made for it, which is verified
 *       by the framework ({@link io.homeward.tenancy.InternalVerification}) and becomes a {@link io.homeward.tenancy.Caller}. There is no
 *       caller by default, and a resource without an annotation is closed to whoever has no token.
 *   <li>There is no way to a database connection without naming the tenant it may see
 *       ({@link io.homeward.tenancy.TenantDatabase}); the tenant is bound to the transaction and row-level security does the rest.
 *   <li>Nothing here keeps the tenant in a thread: it is handed on as the first argument.
 *   <li>The time comes from one bean ({@link io.homeward.tenancy.WallClock}); inject {@code Clock} or {@code InstantSource}.
 * </ul>
 *
 * <h2>What a service configures</h2>
 *
 * <pre>
 * homeward.service=risk-service                    its own name: tenant-service, risk-service, remediation-service or gateway
 * homeward.internal-keys.risk-service=...          its own key, at least 32 bytes (HOMEWARD_INTERNAL_KEYS_RISK_SERVICE)
 * homeward.internal-keys.tenant-service=...        the key of each service it calls
 * </pre>
 *
 * <p>That is all: {@code mp.jwt.*} and {@code smallrye.jwt.verify.*} are not read. A process that accepts no internal tokens (the gateway)
 * sets {@code quarkus.smallrye-jwt.enabled=false}; it has no {@link io.homeward.tenancy.CurrentCaller} then, and makes tokens with
 * {@link io.homeward.tenancy.InternalTokens}. Resources that are open to everybody carry {@code @PermitAll}.
 *
 * <p>A resource:
 *
 * <pre>{@code
 * Caller.Person person = caller.person();            // 403 for everybody else
 * return things.of(person.tenant());                 // the tenant is the first argument from here on
 * }</pre>
 *
 * <p>A call to another service on nobody's behalf: {@link io.homeward.tenancy.OtherService}. Where another client is needed, its header is
 * {@code Authorization: Bearer } + {@code internalTokens.forService("risk-service")}.
 *
 * <p>What needs a running service or a real PostgreSQL is tested in {@code platform/test-support}, which has both.
 */
@NullMarked
package io.homeward.tenancy;

import org.jspecify.annotations.NullMarked;
