-- Of a busy address nearly every row is a success; whether somebody guesses there is asked with every sign-in and shows in the failures alone.
create index source_window_failed on source_window (tenant_id, around, bucket) where failed > 0;
