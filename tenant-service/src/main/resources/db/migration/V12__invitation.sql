-- Invitations of guests (D11). The ticket is shown once and used once; only its hash is kept.
create table invitation (
    tenant_id     uuid        not null,
    invitation_id uuid        not null,
    person_id     uuid        not null,
    mail          text        not null,
    redirect_url  text        not null,
    ticket_hash   bytea       not null,
    invited_at    timestamptz not null,
    expires_at    timestamptz not null,
    -- One of them at most: used, or replaced by a later one.
    redeemed_at   timestamptz,
    voided_at     timestamptz check (voided_at is null or redeemed_at is null),
    primary key (tenant_id, invitation_id),
    foreign key (tenant_id, person_id) references person
);
create unique index invitation_by_ticket on invitation (tenant_id, ticket_hash);
create index invitation_of_person on invitation (tenant_id, person_id);

alter table invitation enable row level security;
alter table invitation force row level security;
create policy one_tenant on invitation
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update on invitation to ${app_role};
