-- Sign-ins in which something was found, or about which something was said: few among many, and what administrators look for.
create index sign_in_at_risk on sign_in (tenant_id, ts, event_id) where level <> 'none' or risk_state is not null;
