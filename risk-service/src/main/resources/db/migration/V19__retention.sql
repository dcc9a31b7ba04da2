-- Drops the months of sign-ins that are over before a day: whole partitions, no rows. The application owns nothing, hence "security definer";
-- hence also the bound, so that nobody can drop what thresholds, travel and sprays still look at. Dropping gives up soon, since writers queue
-- behind it: the next run tries again.
create function sign_in_forget(before date) returns setof text
    language plpgsql
    security definer
    set search_path = public, pg_temp
    set lock_timeout = '300ms'
as
$$
declare
    today date := (clock_timestamp() at time zone 'UTC')::date;
    part  text;
begin
    if before > today - 90 then
        raise exception 'Sign-ins of the last 90 days are kept: %', before;
    end if;
    perform pg_advisory_xact_lock(hashtext('sign_in_month'));
    for part in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'sign_in'::regclass and c.relname ~ '^sign_in_[0-9]{6}$'
          and (to_date(substr(c.relname, 9), 'YYYYMM') + interval '1 month')::date <= before
        order by c.relname
    loop
        begin
            execute format('drop table %I', part);
            return next part;
        exception
            when lock_not_available then
                return;
        end;
    end loop;
end
$$;
revoke all on function sign_in_forget(date) from public;
grant execute on function sign_in_forget(date) to ${app_role};
