-- When a password was last looked for among those that have leaked, and whether it was there. A new password begins anew.
alter table password add column leak_sought_at timestamptz;
alter table password add column leaked boolean not null default false;

-- That a password has leaked waits for risk-service like the rest; sign_in_id then is the report's own.
alter table sign_in_report drop constraint sign_in_report_kind_check;
alter table sign_in_report add constraint sign_in_report_kind_check check (kind in ('sign-in', 'outcome', 'leak'));
