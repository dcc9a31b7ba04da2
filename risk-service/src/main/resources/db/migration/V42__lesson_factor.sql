-- A factor that cannot be relayed or worn down was passed: what is open about the second factor says nothing against it (3.9).
alter table lesson_due add column resistant boolean not null default false;
