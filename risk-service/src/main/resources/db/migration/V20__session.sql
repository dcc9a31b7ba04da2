-- The session a sign-in began or used; empty where its source does not say.
alter table sign_in add column session_id text not null default '';
alter table sign_in add column token_issuer text not null default '';
alter table sign_in add column browser_id text not null default '';
alter table sign_in add column incoming_token text not null default '';
