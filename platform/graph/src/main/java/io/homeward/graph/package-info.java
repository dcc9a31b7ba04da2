/**
 * The wire conventions of Microsoft Graph, once. A resource declares what its collection is and writes one query:
 *
 * <pre>{@code
 * static final GraphEnum RISK_LEVEL = GraphEnum.of("riskLevel", "low", "medium", "high", "hidden", "none", "unknownFutureValue");
 *
 * static final GraphSet RISKY_USERS = GraphSet.of(
 *                 "identityProtection/riskyUsers",
 *                 GraphType.of(
 *                         "riskyUser",
 *                         guid("id", "r.person_id"),
 *                         enumeration("riskLevel", "r.level", RISK_LEVEL),
 *                         instant("riskLastUpdatedDateTime", "r.updated_at").neverNull(),
 *                         caselessText("userPrincipalName", "r.user_principal_name")),
 *                 100, 500)
 *         .orderedBy(newestFirst(instant("riskLastUpdatedDateTime", "r.updated_at").neverNull()));
 *
 * @Path(GraphPath.ROOT + "/identityProtection/riskyUsers")
 * @RunOnVirtualThread
 * public class RiskyUserResource {
 *     @GET
 *     public GraphCollection list() {
 *         GraphQuery query = graph.query(RISKY_USERS);                         // 400 where it is not understood
 *         return graph.collection(query, riskyUsers.page(caller.person().tenant(), query));
 *     }
 *
 *     @GET @Path("{id}")
 *     public GraphEntity get(@PathParam("id") String id) {
 *         return graph.entity(RISKY_USERS, riskyUsers.find(caller.person().tenant(), id)
 *                 .orElseThrow(() -> GraphRefusal.notFound(id)));
 *     }
 * }
 *
 * // in RiskyUsers
 * GraphPage<RiskyUser> page(TenantId tenant, GraphQuery query) {
 *     GraphSql sql = query.sql("r.person_id, r.level, r.updated_at", "risky_user r", "r.tenant_id = :tenant");
 *     return database.in(tenant, handle -> query.page(
 *             handle.createQuery(sql.page().sql()).bind("tenant", tenant.value()).bindMap(sql.page().bindings())
 *                     .map((row, context) -> new Listed<>(riskyUser(row), row.getString(GraphSql.CURSOR)))
 *                     .list(),
 *             () -> handle.createQuery(sql.count().sql()).bind("tenant", tenant.value()).bindMap(sql.count().bindings())
 *                     .mapTo(Long.class).one()));
 * }
 * }</pre>
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>{@code /beta} is another name of {@code /v1.0}: resources are mounted below {@link io.homeward.graph.GraphPath#ROOT}.
 *   <li>Query options are understood by {@link io.homeward.graph.query}; refusals are shaped by {@link io.homeward.graph.refusal}.
 *   <li>{@code $select}, {@code @odata.*} and members of enumerations that the caller may not know are the envelope's matter
 *       ({@link io.homeward.graph.GraphRequest}): an item is a record with the wire's names, and a member {@code @odata.etag} or
 *       {@code @odata.type} of its own where it needs one.
 *   <li>Members of a body that we do not know, {@code @odata.type} among them, are ignored; enumerations are read in any case.
 *   <li>Absolute links begin with what the gateway says ({@code X-Forwarded-Host} and {@code -Proto}, which nobody else can set), else
 *       with {@code homeward.edge.url}.
 * </ul>
 */
@NullMarked
package io.homeward.graph;

import org.jspecify.annotations.NullMarked;
