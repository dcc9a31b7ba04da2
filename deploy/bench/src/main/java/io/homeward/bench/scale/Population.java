package io.homeward.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.bench.stage.ServiceUnderTest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fills a database. One small organisation is made through the service's own API; its rows are then copied as often as the scale wants, with
 * other ids and names, so that every column, and what the feeds published, is as the service writes it.
 */
final class Population {
    private static final int GROUPS_EACH = 5;
    private static final int ROLES_EACH = 3;
    private static final String[] ALL = {
        "User.ReadWrite.All",
        "Group.ReadWrite.All",
        "RoleManagement.ReadWrite.Directory",
        "Policy.ReadWrite.ConditionalAccess",
        "DelegatedAdminRelationship.ReadWrite.All"
    };

    private final Scale scale;
    private final String partner;
    private final String customer;
    private final String partnerDomain;

    private Population(Scale scale, String partner, String customer, String partnerDomain) {
        this.scale = scale;
        this.partner = partner;
        this.customer = customer;
        this.partnerDomain = partnerDomain;
    }

    static Population fill(Scale scale, ServiceUnderTest service, Connection superuser)
            throws IOException, InterruptedException, SQLException {
        String partnerDomain = "pattern.example";
        var population = new Population(
                scale,
                tenant(service, "Pattern", partnerDomain),
                tenant(service, "Pattern customer", "pattern-customer.example"),
                partnerDomain);
        population.pattern(service);
        population.copy(superuser);
        return population;
    }

    private static String tenant(ServiceUnderTest service, String name, String domain)
            throws IOException, InterruptedException {
        return service.postAsOperator("/v1/tenants", Map.of("displayName", name, "defaultDomain", domain))
                .path("id")
                .asText();
    }

    /** What is copied: a user in a group with a role, a policy, and an active relationship with the group assigned. */
    private void pattern(ServiceUnderTest service) throws IOException, InterruptedException {
        TenantId tenant = TenantId.of(partner);
        String user = made(
                service,
                tenant,
                "/v1.0/users",
                Map.of(
                        "accountEnabled", true,
                        "displayName", "Pattern Person",
                        "givenName", "Pattern",
                        "surname", "Person",
                        "mailNickname", "pattern",
                        "userPrincipalName", "pattern@" + partnerDomain));
        String group = made(
                service,
                tenant,
                "/v1.0/groups",
                Map.of(
                        "displayName",
                        "Pattern group",
                        "mailEnabled",
                        false,
                        "mailNickname",
                        "pattern",
                        "securityEnabled",
                        true));
        service.post(
                tenant,
                "/v1.0/groups/" + group + "/members/$ref",
                Map.of("@odata.id", "http://localhost/v1.0/directoryObjects/" + user),
                ALL);
        made(
                service,
                tenant,
                "/v1.0/roleManagement/directory/roleAssignments",
                Map.of(
                        "roleDefinitionId",
                        "5d6b6bb7-de71-4623-b4af-96380a352509",
                        "principalId",
                        user,
                        "directoryScopeId",
                        "/"));
        made(
                service,
                tenant,
                "/v1.0/identity/conditionalAccess/policies",
                Map.of(
                        "displayName",
                        "High user risk",
                        "state",
                        "enabled",
                        "conditions",
                        Map.of(
                                "userRiskLevels", List.of("high"),
                                "clientAppTypes", List.of("all"),
                                "applications", Map.of("includeApplications", List.of("All")),
                                "users", Map.of("includeUsers", List.of("All"))),
                        "grantControls",
                        Map.of("operator", "AND", "builtInControls", List.of("mfa", "passwordChange"))));
        relationship(service, tenant, group);
    }

    private void relationship(ServiceUnderTest service, TenantId tenant, String group)
            throws IOException, InterruptedException {
        String path = "/v1.0/tenantRelationships/delegatedAdminRelationships";
        var details =
                Map.of("unifiedRoles", List.of(Map.of("roleDefinitionId", "729827e3-9c14-49f7-bb1b-9608f156bbb8")));
        String id = made(
                service,
                tenant,
                path,
                Map.of(
                        "displayName", "Pattern relationship",
                        "duration", "P730D",
                        "autoExtendDuration", "PT0S",
                        "customer", Map.of("tenantId", customer),
                        "accessDetails", details));
        String requests = path + "/" + id + "/requests";
        service.post(tenant, requests, Map.of("action", "lockForApproval"), ALL);
        service.post(TenantId.of(customer), requests, Map.of("action", "approve"), ALL);
        service.post(
                tenant,
                path + "/" + id + "/accessAssignments",
                Map.of(
                        "accessContainer",
                        Map.of("accessContainerId", group, "accessContainerType", "securityGroup"),
                        "accessDetails",
                        details),
                ALL);
    }

    private static String made(ServiceUnderTest service, TenantId tenant, String path, Object body)
            throws IOException, InterruptedException {
        JsonNode answer = service.post(tenant, path, body, ALL);
        return answer.path("id").asText();
    }

    private void copy(Connection superuser) throws SQLException {
        try (Statement sql = superuser.createStatement()) {
            sql.execute("set session_replication_role = replica");
            sql.execute("set synchronous_commit = off");
            sql.execute("set maintenance_work_mem = '512MB'");
            helpers(sql);
            List<String> indexes = withoutIndexes(sql);
            copies(sql, "tenant", """
                    generate_series(1, %d) t""".formatted(scale.tenants()), "bench_tenant(t)", """
                    'display_name', 'Tenant ' || t, 'default_domain', 't' || t || '.example', 'creation_key', null,
                    'administration', md5('a' || t)::uuid""");
            copies(sql, "domain", "generate_series(1, %d) t".formatted(scale.tenants()), "bench_tenant(t)", """
                    'name', 't' || t || '.example'""");
            copies(sql, "tenant_rules", "generate_series(1, %d) t".formatted(scale.tenants()), "bench_tenant(t)", """
                    'display_name', 'Tenant ' || t, 'published', bench_renamed(o.published, bench_tenant(t), o.tenant_id, null, null)""");
            copies(
                    sql,
                    "conditional_access_policy",
                    "generate_series(1, %d) t".formatted(scale.tenants()),
                    "bench_tenant(t)",
                    """
                    'policy_id', md5('c' || t)::uuid""");
            copies(sql, "person", people(), "bench_tenant(t)", """
                    'person_id', bench_person(n),
                    'display_name', bench_given(n) || ' ' || bench_surname(n),
                    'given_name', bench_given(n), 'surname', bench_surname(n),
                    'user_principal_name', lower(bench_given(n) || '.' || bench_surname(n)) || n || '@t' || t || '.example',
                    'mail', lower(bench_given(n) || '.' || bench_surname(n)) || n || '@t' || t || '.example',
                    'department', 'Department ' || n % 50, 'employee_id', n,
                    'user_type', case when n % 40 = 0 then 'Guest' else 'Member' end,
                    'account_enabled', n % 20 <> 0,
                    'created_at', now() - (n % 1000) * interval '1 hour',
                    'published', bench_renamed(o.published, bench_tenant(t), o.tenant_id, bench_person(n), o.person_id)""");
            copies(
                    sql,
                    "directory_group",
                    "generate_series(1, %d) t, generate_series(1, %d) g".formatted(scale.tenants(), GROUPS_EACH),
                    "bench_tenant(t)",
                    """
                    'group_id', md5('g' || t || '.' || g)::uuid, 'display_name', 'Group ' || g""");
            copies(sql, "membership", people(), "bench_tenant(t)", """
                    'person_id', bench_person(n), 'group_id', md5('g' || t || '.' || (1 + n %% %d))::uuid""".formatted(GROUPS_EACH));
            copies(
                    sql,
                    "role_assignment",
                    people() + " where n %% %d < %d".formatted(100, ROLES_EACH),
                    "bench_tenant(t)",
                    """
                    'assignment_id', md5('r' || n)::uuid, 'person_id', bench_person(n)""");
            relationships(sql);
            audits(sql);
            sql.execute("""
                    insert into directory_word (tenant_id, object_id, word, properties)
                    select p.tenant_id, p.person_id, w.word, w.properties
                    from person p, words_of(p.display_name, p.user_principal_name, p.mail, p.given_name, p.surname) w
                    where p.tenant_id <> '%s'""".formatted(partner));
            for (String index : indexes) {
                sql.execute(index);
            }
            // As autovacuum does it after a while.
            sql.execute("vacuum analyze");
        }
    }

    /** Every partner has as many customers as every other, among those who are no partners. */
    private void relationships(Statement sql) throws SQLException {
        String all =
                "(select r, 1 + r %% %1$d as p, %1$d + 1 + r %% (%2$d - %1$d) as k from generate_series(0, %3$d) r) x"
                        .formatted(scale.partners(), scale.tenants(), scale.relationships() - 1);
        copies(sql, "relationship", all, "bench_tenant(p)", """
                'relationship_id', md5('d' || r)::uuid, 'display_name', 'Relationship ' || r, 'customer_tenant_id', bench_tenant(k),
                'published', bench_renamed(o.published, bench_tenant(p), o.tenant_id, md5('d' || r)::uuid, o.relationship_id)""");
        copies(
                sql,
                "relationship",
                "(select r, 1 as p, %1$d + 1 + r %% (%2$d - %1$d) as k from generate_series(1, %3$d) r) x"
                        .formatted(scale.partners(), scale.tenants(), scale.relationships()),
                "bench_tenant(p)",
                """
                'relationship_id', md5('f' || r)::uuid, 'display_name', 'Ended ' || r, 'customer_tenant_id', bench_tenant(k),
                'status', 'terminated', 'published', null""");
        copies(sql, "access_assignment", all, "bench_tenant(p)", """
                'assignment_id', md5('e' || r)::uuid, 'relationship_id', md5('d' || r)::uuid, 'customer_tenant_id', bench_tenant(k),
                'group_id', md5('g' || p || '.1')::uuid""");
    }

    /** One entry for each person, about him; one in five hundred is of another kind. */
    private void audits(Statement sql) throws SQLException {
        copies(sql, "audit_entry", people(), "bench_tenant(t)", """
                'number', n, 'entry_id', md5('u' || n)::uuid, 'at', now() - n * interval '1 second', 'by_person', bench_person(n %% 97),
                'category', case when n %% 500 = 0 then 'Policy' else 'UserManagement' end,
                'activity', case when n %% 500 = 0 then 'Update conditional access policy' else 'Update user' end""".replace("%%", "%"));
        sql.execute("""
                insert into audit_head (tenant_id, number, hash) select tenant_id, max(number), sha256('') from audit_entry
                where tenant_id not in (select tenant_id from audit_head) group by tenant_id""");
        copies(sql, "audit_target", people(), "bench_tenant(t)", "'number', n, 'target_id', bench_person(n)");
    }

    /** Building an index once is quicker than letting it grow. Returns how they are made again. */
    private static List<String> withoutIndexes(Statement sql) throws SQLException {
        var made = new ArrayList<String>();
        var names = new ArrayList<String>();
        try (ResultSet rows = sql.executeQuery("""
                select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
                where i.indrelid = any ('{person,membership,audit_entry,audit_target,relationship,directory_word}'::regclass[])
                and not exists (select from pg_constraint c where c.conindid = i.indexrelid)""")) {
            while (rows.next()) {
                names.add(rows.getString(1));
                made.add(rows.getString(2));
            }
        }
        for (String name : names) {
            sql.execute("drop index " + name);
        }
        return made;
    }

    /** Number, tenant: the first tenth are in tenant 1, the rest evenly in the others. */
    private String people() {
        return "(select n, case when n <= %1$d then 1 else 2 + n %% (%2$d - 1) end as t from generate_series(1, %3$d) n) x"
                .formatted(scale.people() / 10, scale.tenants(), scale.people());
    }

    private static void helpers(Statement sql) throws SQLException {
        sql.execute("""
                create function bench_tenant(t bigint) returns uuid immutable language sql as $$ select md5('t' || t)::uuid $$;
                create function bench_person(n bigint) returns uuid immutable language sql as $$ select md5('p' || n)::uuid $$;
                create function bench_given(n bigint) returns text immutable language sql as $$ select
                    (array['Ada','Bo','Cleo','Dag','Eli','Finn','Gro','Hal','Ida','Jon','Kai','Liv','Moa','Nils','Ola','Per','Quinn','Rut'])[1 + n % 18] $$;
                create function bench_surname(n bigint) returns text immutable language sql as $$ select
                    (array['Berg','Dahl','Eng','Foss','Haug','Lie','Moen','Ness','Ruud','Sand','Strand','Vik'])[1 + (n / 18) % 12] $$;
                create function bench_renamed(said jsonb, tenant uuid, tenant_was uuid, id uuid, id_was uuid) returns jsonb immutable
                    language sql as $$ select replace(replace(said::text, tenant_was::text, tenant::text),
                        coalesce(id_was::text, '-'), coalesce(id::text, '-'))::jsonb $$""");
    }

    /**
     * Copies the newest row of a table.
     *
     * @param from numbers the copies
     * @param tenant whose they are
     * @param others what else is different: names and values by turns
     */
    private void copies(Statement sql, String table, String from, String tenant, String others) throws SQLException {
        String columns = columns(sql, table);
        sql.execute("""
                insert into %1$s (%2$s)
                select %3$s from (select * from %1$s where tenant_id = '%4$s' order by ctid desc limit 1) o, %5$s""".formatted(
                table, columns, "r." + columns.replace(", ", ", r."), partner, lateral(from, tenant, others, table)));
    }

    private static String lateral(String from, String tenant, String others, String table) {
        int where = from.indexOf(" where ");
        String numbers = where < 0 ? from : from.substring(0, where);
        String condition = where < 0 ? "" : from.substring(where);
        return "%s, lateral jsonb_populate_record(null::%s, to_jsonb(o) || jsonb_build_object('tenant_id', %s, %s)) r%s"
                .formatted(numbers, table, tenant, others, condition);
    }

    private static String columns(Statement sql, String table) throws SQLException {
        var names = new ArrayList<String>();
        try (ResultSet rows = sql.executeQuery("""
                select attname from pg_attribute where attrelid = '%s'::regclass and attnum > 0 and not attisdropped
                and attgenerated = '' and attidentity = '' order by attnum""".formatted(table))) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return String.join(", ", names);
    }
}
