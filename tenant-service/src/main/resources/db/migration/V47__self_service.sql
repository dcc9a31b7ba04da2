-- What a tenant lets its people do by themselves.
alter table tenant_rules
    add column self_service        jsonb  not null default '{"passwordReset": true}',
    add column self_service_number bigint not null default 1;
