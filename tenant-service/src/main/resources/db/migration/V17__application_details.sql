-- What an application says of itself, where people are sent back to, and when its secrets end.
alter table application
    add column description      text,
    add column web_redirects    text[] not null default '{}',
    add column spa_redirects    text[] not null default '{}',
    add column public_redirects text[] not null default '{}',
    add column app_roles        jsonb  not null default '[]',
    add column required_access  jsonb  not null default '[]';
create index application_by_name on application (tenant_id, display_name, application_id);

alter table application_secret add column ends_at timestamptz;
