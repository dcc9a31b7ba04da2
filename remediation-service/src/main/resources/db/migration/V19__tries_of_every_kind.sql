-- Whatever can be guessed is throttled by account and source, each kind by itself; what was counted so far were passwords.
alter table password_try rename to proof_try;
alter table proof_try add column method text not null default 'password';
alter table proof_try drop constraint password_try_pkey;
alter table proof_try add primary key (tenant_id, person_id, method, source);

-- By how many steps of thirty seconds a phone's clock was off when its code was accepted last.
alter table totp add column drift smallint not null default 0;
