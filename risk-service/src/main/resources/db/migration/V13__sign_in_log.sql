-- What sign-ins are looked up by, newest first: the name that was tried, an address, a flow.
create index sign_in_of_name on sign_in (tenant_id, user_name collate "C", ts, event_id);
create index sign_in_of_flow on sign_in (tenant_id, correlation_id) where correlation_id <> '';
-- Also of those that are nobody's; the person at the end, so that asking for people we know needs no look at the rows.
drop index sign_in_from_source;
create index sign_in_from_source on sign_in (tenant_id, ip, ts, person_id);
