-- As it was sent, to the letter: jsonb refuses what JSON allows, such as \u0000.
alter table import_run alter column options type text;
