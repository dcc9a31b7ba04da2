package io.homeward.bench.scale;

import java.util.List;

/**
 * One thing that clients ask.
 *
 * @param tenant number of the tenant that asks; 1 is the large one
 * @param path may name {@code {person}}, {@code {upn}} and {@code {group}} of that tenant
 * @param pages how many pages are walked; the time is per page
 */
record Question(String name, int tenant, String path, int pages, String permission) {
    private static final String RELATIONSHIPS = "/v1.0/tenantRelationships/delegatedAdminRelationships";

    static List<Question> all(Scale scale) {
        int ordinary = scale.tenants() / 2;
        int partner = 1;
        return List.of(
                users("a user by id", ordinary, "/{person}", 1),
                users("a user by name", ordinary, "/{upn}", 1),
                users("a user by name, large tenant", 1, "/{upn}", 1),
                users("first page of users", ordinary, "?$top=100", 1),
                users("walk through users, large tenant", 1, "?$top=100", 10),
                users("disabled users", ordinary, "?$filter=accountEnabled%20eq%20false&$top=50", 1),
                users("names that begin with", ordinary, "?$filter=startswith(displayName,'Ada')&$top=20", 1),
                users(
                        "names that begin with, large tenant",
                        1,
                        "?$filter=startswith(displayName,'Ada%20V')&$top=20",
                        1),
                users("users by name order, large tenant", 1, "?$orderby=displayName&$top=50", 1),
                users("members of a group", ordinary, "/../groups/{group}/members?$top=50", 1),
                new Question("groups", ordinary, "/v1.0/groups?$top=50", 1, "Group.ReadWrite.All"),
                new Question("policies", ordinary, "/v1.0/identity/conditionalAccess/policies", 1, "Policy.Read.All"),
                relationships("active relationships of a partner", partner, "?$filter=status%20eq%20'active'&$top=300"),
                relationships(
                        "a partner's with one customer", partner, "?$filter=customer/tenantId%20eq%20'{customer}'"),
                relationships("a customer's relationships", scale.partners() + 2, ""),
                new Question("all tenants, operator", 0, "/v1/tenants?$top=100", 1, "Tenant.ReadWrite.All"));
    }

    private static Question users(String name, int tenant, String rest, int pages) {
        return new Question(name, tenant, ("/v1.0/users" + rest).replace("users/../", ""), pages, "User.Read.All");
    }

    private static Question relationships(String name, int tenant, String rest) {
        return new Question(name, tenant, RELATIONSHIPS + rest, 1, "DelegatedAdminRelationship.ReadWrite.All");
    }
}
