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
 * private static final Listing<RiskyUser> ALL =
 *         new Listing<>("r.person_id, r.level, r.updated_at", "risky_user r", "r.tenant_id = :tenant", RiskyUsers::read);
 *
 * GraphPage<RiskyUser> page(TenantId tenant, GraphQuery query) {
 *     return database.in(tenant, handle -> ALL.page(handle, query, sql -> sql.bind("tenant", tenant.value())));
 * }
 *
 * // and where the collection can be counted by its path; with @Produces(MediaType.WILDCARD) where the class says what it produces
 * @GET @Path(GraphPath.COUNT)
 * public RestResponse<String> count() {
 *     return graph.count(riskyUsers.page(caller.person().tenant(), graph.countQuery(RISKY_USERS)));
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
 *   <li>A property {@code onRequest()} is shown only where {@code $select} names it; {@link io.homeward.graph.query.GraphQuery#shows} tells a
 *       repository whether to read it at all. {@code $expand} shows what a set declares as {@code expanding(…)}, and is refused elsewhere.
 *   <li>Directory objects ({@code GraphSet.advanced()}) are asked certain things only with {@code ConsistencyLevel: eventual}; every other
 *       set understands them without. {@code $search} finds what is declared {@code searchable()}.
 *   <li>Versions are weak tags ({@link io.homeward.graph.ETags}); a wrong or missing {@code If-Match} is 412 {@code resourceModified}.
 *   <li>What changed since is asked with {@link io.homeward.graph.delta}.
 *   <li>Absolute links begin with what the gateway says ({@code X-Forwarded-Host} and {@code -Proto}, which nobody else can set), else
 *       with {@code homeward.edge.url}.
 * </ul>
 */
@NullMarked
package io.homeward.graph;

import org.jspecify.annotations.NullMarked;
