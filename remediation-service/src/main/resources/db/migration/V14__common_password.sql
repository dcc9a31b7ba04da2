-- Whether the password was found among the common ones, and risk-service told. A new password begins anew.
alter table password add column common boolean not null default false;
