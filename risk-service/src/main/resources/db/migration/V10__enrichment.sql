-- What was known about a sign-in when it was taken in: place, network, lists, user agent, and by which files. Null in older rows.
alter table sign_in add column enrichment jsonb;
