-- The one ticket by which somebody begins to use his account. Of the ticket only the hash is here (SHA-256 of 256 random bits); a newer one takes the row's place, and
-- the row goes when the person has set a password of his own.
create table enrolment (
    tenant_id  uuid        not null,
    person_id  uuid        not null,
    ticket     text        not null, -- SHA-256
    issued_at  timestamptz not null,
    issued_by  text        not null,
    expires_at timestamptz not null,
    primary key (tenant_id, person_id)
);
create unique index enrolment_by_ticket on enrolment (tenant_id, ticket);
alter table enrolment enable row level security;
alter table enrolment force row level security;
create policy one_tenant on enrolment
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on enrolment to ${app_role};
