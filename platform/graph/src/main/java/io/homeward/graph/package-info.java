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
 *   <li>An answer in JSON has Graph's media type with its parameters, {@code OData-Version}, {@code Date}, {@code request-id}, and the
 *       client's own {@code client-request-id} where it is harmless.
 *   <li>Query options are understood by {@link io.homeward.graph.query}, with or without their dollar, names and members in any case; an
 *       option that is not for the collection is refused by name, and what is no option of OData ({@code `$top}, {@code api-version}) is
 *       ignored. No text of a request becomes SQL: two filters that differ in their values only are one statement.
 *   <li>Pages follow each other by {@code @odata.nextLink}: what stays is shown exactly once, whatever is written meanwhile. The link carries
 *       every option, and is good for its own query only. {@code @odata.count} is on the first page.
 *   <li>{@code $select}, {@code $expand}, {@code @odata.*} and members of enumerations that the caller may not know are the envelope's matter
 *       ({@link io.homeward.graph.GraphRequest}): an item is a record with the wire's names, and a member {@code @odata.etag} or
 *       {@code @odata.type} of its own where it needs one. The context shows what was selected.
 *   <li>A property {@code onRequest()} is shown only where {@code $select} names it; {@link io.homeward.graph.query.GraphQuery#shows} tells a
 *       repository whether to read it at all. {@code $expand} shows what a set declares as {@code expanding(…)}, and is refused elsewhere. Where the
 *       type of what is expanded is declared, members it has not got are refused too.
 *   <li>Directory objects ({@code GraphSet.advanced()}) are asked certain things only with {@code ConsistencyLevel: eventual}
 *       (400 {@code Request_UnsupportedQuery}); every other set understands them without. {@code $count=true} without the header is ignored,
 *       as in Graph; pages that follow need no header again. {@code $search} finds what is declared {@code searchable()}.
 *   <li>{@code /$count} is a whole number as plain text, whatever the caller accepts.
 *   <li>Members that came after {@code unknownFutureValue} are shown to who sends {@code Prefer: include-unknown-enum-members}, also within
 *       collections and flags.
 *   <li>Versions are weak tags ({@link io.homeward.graph.ETags}); a wrong or missing {@code If-Match} is 412 {@code resourceModified}.
 *   <li>What changed since is asked with {@link io.homeward.graph.delta}: nothing is missed, nothing is told twice in a round; a token that
 *       is too old is 410 {@code syncStateNotFound} with the address to begin anew; one of another query or tenant is 400.
 *   <li>Whoever writes may say what he wants to see of it: {@code Prefer: return=minimal} makes a 201 a 204 with the address in
 *       {@code Location} and {@code OData-EntityId}, {@code return=representation} makes the 204 of a change a 200 with the object, where the
 *       resource answers with {@link io.homeward.graph.GraphRequest#changed}. {@code Preference-Applied} says what was done.
 *   <li>Members of a body that we do not know, {@code @odata.type} among them, are ignored; enumerations are read in any case; a known
 *       member of the wrong kind is refused with its place.
 *   <li>Refusals are shaped by {@link io.homeward.graph.refusal}; a 405 says in {@code Allow} what the resource can do.
 *   <li>Absolute links begin with what the gateway says ({@code X-Forwarded-Host} and {@code -Proto}, which nobody else can set), else
 *       with {@code homeward.edge.url}.
 *   <li>{@code $batch} is the gateway's own: it is made of calls that reach us one by one.
 * </ul>
 */
@NullMarked
package io.homeward.graph;

import org.jspecify.annotations.NullMarked;
