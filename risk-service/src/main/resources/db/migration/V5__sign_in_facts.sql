-- Sign-ins with the right password by somebody the directory knows, in the order of time: what a dry run of other rules reads.
create index sign_in_facts on sign_in (tenant_id, ts, event_id) where person_id is not null and error_code <> 50126;
