-- Where an application is told that a session has ended, and whether it may speak without proving itself although it could.
alter table application
    add column logout_url      text,
    add column fallback_public boolean not null default false;
