-- Deleted people and groups go for good after a while; whose time has come is found without reading the others.
create index person_by_deletion on person (tenant_id, deleted_at) where deleted_at is not null and erased_at is null;
create index group_by_deletion on directory_group (tenant_id, deleted_at) where deleted_at is not null and erased_at is null;
