-- A key is published ahead of use, signs from a moment on, and goes when the next has signed for longer than any token lives. One that leaked goes
-- at once. Of a key that nobody may verify with any more only the public half is left: an ID token that comes back as a hint may be older.
alter table signing_key add column signs_from timestamptz; -- null: since it was made
alter table signing_key add column withdrawn_at timestamptz;
alter table signing_key alter column private_key drop not null;
grant update on signing_key to ${app_role};
