-- The tenants a transaction is bound to were read once a statement, but made an array of uuids anew for every row: of a batch for twenty tenants that was
-- two thirds of the time of writing it. Now the array, too, is made once a statement. Who sees what stays as it was.
do
$$
declare
    fenced text;
    bound  text := '(select nullif(current_setting(''app.tenants'', true), '''')::uuid[])::uuid[]';
begin
    foreach fenced in array array['sign_in', 'sign_in_feedback', 'person_profile', 'source_window', 'source_alert', 'source_share',
        'tenant_model', 'tenant_count', 'tenant_novelty', 'tenant_score', 'tenant_attack', 'network_person', 'lesson_due', 'known_person',
        'known_rules', 'user_risk', 'user_risk_history', 'detection', 'block_list', 'block_list_entry', 'import_run', 'import_chunk',
        'import_malformed'] loop
        execute format(
            'alter policy one_tenant on %I using (tenant_id = any (%s)) with check (tenant_id = any (%s))', fenced, bound, bound);
    end loop;
end
$$;
