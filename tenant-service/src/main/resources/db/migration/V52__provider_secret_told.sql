-- The feed says the client secret too, sealed as it is kept: what was told before is completed.
alter table identity_provider no force row level security;
update identity_provider
set published = published || jsonb_build_object('sealedSecret', client_secret)
where published is not null;
alter table identity_provider force row level security;
