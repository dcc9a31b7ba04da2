-- Relationships never end for their readers: a partner's list holds all he ever had. So a page of it has to be a range of an index, on either
-- side, whatever it is filtered by; the order is that of the ids as clients know them.
alter table relationship
    add column graph_id text collate "C" not null generated always as (relationship_id::text || '-' || tenant_id::text) stored;

create index relationship_of_partner on relationship (tenant_id, graph_id);
create index relationship_of_partner_by_status on relationship (tenant_id, status, graph_id);
create index relationship_of_partner_with on relationship (tenant_id, customer_tenant_id, graph_id);
drop index relationship_of_customer;
create index relationship_of_customer on relationship (customer_tenant_id, graph_id);
