-- Certificates with whose keys an application proves itself; only what is public of them.
alter table application
    add column key_credentials jsonb not null default '[]';
