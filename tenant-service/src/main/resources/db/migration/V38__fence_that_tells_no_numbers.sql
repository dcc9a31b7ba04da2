-- A prepared statement is planned once, while some tenant is bound, and used for all of them. The planner looked that tenant up in the fence's
-- setting and multiplied: rows of a tenant, times rows of this tenant. So every way into a table seemed to give one row, and people were looked
-- for by name along whatever index is short. A "case" is a condition of which the planner knows nothing; what remains is "tenant_id = …" of
-- the statement itself. The setting is read once for a statement, not for every row. Tables that hold many rows of one tenant are fenced so.
do $$
declare
    bound  text := 'any ((select nullif(current_setting(''app.tenants'', true), '''')::uuid[])::uuid[])';
    fenced text;
begin
    foreach fenced in array array['person', 'directory_group', 'membership', 'group_owner', 'role_assignment', 'held_name', 'audit_entry',
            'audit_target', 'scim_name'] loop
        execute format('alter policy one_tenant on %I using (case when tenant_id = %s then true else false end)', fenced, bound);
    end loop;
    foreach fenced in array array['relationship', 'relationship_request', 'access_assignment', 'relationship_operation'] loop
        execute format('alter policy partner_side on %I using (case when tenant_id = %s then true else false end)', fenced, bound);
        execute format('alter policy customer_side on %I using (case when customer_tenant_id = %s then true else false end)', fenced, bound);
    end loop;
end $$;

-- One index on the column finds people by name, sorts them by it and keeps a name from being taken twice; before there were two.
drop index person_name;
drop index person_by_name;
create unique index person_name on person (tenant_id, user_principal_name_lower) where deleted_at is null;
