-- Which move a flow waits for, so that a browser's continuation can be made again from its secret at any node, without being kept; and whether the
-- one before is being made just now, so that a second click can wait for the first.
alter table flow add column step integer not null default 1;
alter table flow add column moving boolean not null default false;
