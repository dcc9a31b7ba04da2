-- What happened to a person lately beside accepted sign-ins: second factors denied, changes of network. Null: nothing.
alter table person_profile add column recent jsonb check (octet_length(recent::text) <= 8192);
