-- Links in notices that were answered: each once, on whatever node. What a link is about, whose it is and until when stands in the link, sealed.
create table notice_answer (
    tenant_id  uuid        not null,
    link_id    uuid        not null,
    person_id  uuid        not null,
    about      text        not null,
    answer     text        not null check (answer in ('notMe', 'wasMe')),
    at         timestamptz not null,
    -- Of the link: from then on it is nothing anyway, and the row may go.
    expires_at timestamptz not null,
    primary key (tenant_id, link_id)
);
create index notice_answer_by_end on notice_answer (tenant_id, expires_at);
alter table notice_answer enable row level security;
alter table notice_answer force row level security;
create policy one_tenant on notice_answer
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, delete on notice_answer to ${app_role};

alter table sign_in_report drop constraint sign_in_report_kind_check;
alter table sign_in_report add constraint sign_in_report_kind_check check (kind in ('sign-in', 'outcome', 'leak', 'common', 'own'));
