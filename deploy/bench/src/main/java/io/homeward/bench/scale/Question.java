package io.homeward.bench.scale;

import java.util.List;

/**
 * One thing that clients ask.
 *
 * @param tenant number of the tenant that asks; 1 is the large one
 * @param path may name {@code {person}}, {@code {upn}}, {@code {local}} (the part of it before the at) and {@code {group}} of that tenant
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
                users("users by mail, large tenant", 1, "?$orderby=mail&$top=50", 1),
                users("walk by surname, large tenant", 1, "?$orderby=surname%20desc&$top=50", 10),
                users("newest users, large tenant", 1, "?$orderby=createdDateTime%20desc&$top=50", 1),
                users("disabled users, large tenant", 1, "?$filter=accountEnabled%20eq%20false&$top=50", 1),
                users("guests, large tenant", 1, "?$filter=userType%20eq%20'Guest'&$top=50", 1),
                users("a department, large tenant", 1, "?$filter=department%20eq%20'Department%207'&$top=50", 1),
                users("by employeeId, large tenant", 1, "?$filter=employeeId%20eq%20'123'", 1),
                users("a city nobody is in, large tenant", 1, "?$filter=city%20eq%20'Porto'&$top=50", 1),
                users("search: one person, large tenant", 1, "?$search=%22mail:{local}%22&$top=20", 1),
                users("search: a given name, large tenant", 1, "?$search=%22displayName:ada%22&$top=20", 1),
                users(
                        "search: two properties, large tenant",
                        1,
                        "?$search=%22displayName:{local}%22%20OR%20%22mail:{local}%22&$top=20",
                        1),
                users("how many users", ordinary, "/$count", 1),
                users("how many users, large tenant", 1, "/$count", 1),
                users("members of a group", ordinary, "/../groups/{group}/members?$top=50", 1),
                new Question("groups", ordinary, "/v1.0/groups?$top=50", 1, "Group.ReadWrite.All"),
                new Question("policies", ordinary, "/v1.0/identity/conditionalAccess/policies", 1, "Policy.Read.All"),
                audits("newest audit entries, large tenant", "?$top=50"),
                audits("audits of a rare kind, large tenant", "?$filter=category%20eq%20'Policy'&$top=50"),
                audits("audits by somebody, large tenant", "?$filter=initiatedBy/user/id%20eq%20'{author}'&$top=50"),
                audits(
                        "audits about somebody, large tenant",
                        "?$filter=targetResources/any(t:t/id%20eq%20'{person}')&$top=50"),
                audits("audits of a minute, large tenant", "?$filter=activityDateTime%20ge%20{since}&$top=50"),
                relationships("relationships of a partner, most ended", partner, "?$top=300"),
                relationships("active relationships of a partner", partner, "?$filter=status%20eq%20'active'&$top=300"),
                relationships(
                        "a partner's with one customer", partner, "?$filter=customer/tenantId%20eq%20'{customer}'"),
                relationships("a customer's relationships", scale.partners() + 2, ""),
                new Question("all tenants, operator", 0, "/v1/tenants?$top=100", 1, "Tenant.ReadWrite.All"));
    }

    private static Question users(String name, int tenant, String rest, int pages) {
        return new Question(name, tenant, ("/v1.0/users" + rest).replace("users/../", ""), pages, "User.Read.All");
    }

    private static Question audits(String name, String rest) {
        return new Question(name, 1, "/v1.0/auditLogs/directoryAudits" + rest, 1, "AuditLog.Read.All");
    }

    private static Question relationships(String name, int tenant, String rest) {
        return new Question(name, tenant, RELATIONSHIPS + rest, 1, "DelegatedAdminRelationship.ReadWrite.All");
    }
}
