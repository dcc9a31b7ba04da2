package io.homeward.bench.speed;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Makes people known, and gives those beyond the patterns the habits of theirs. Done as the superuser. */
public final class Filling {
    private Filling() {}

    /** One key for all tenants, so that what one person's habits are made of means the same of another. Before the service meets the tenants. */
    public static void tenants(Connection superuser, int tenants) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute("""
                    insert into tenant_model (tenant_id, value_key)
                    select md5('t' || n)::uuid, decode('000102030405060708090a0b0c0d0e0f', 'hex') from generate_series(0, %d) n""".formatted(tenants - 1));
        }
    }

    /** From person {@code from} to person {@code to} - 1, known by the directory. */
    public static void people(Connection superuser, int tenants, int from, int to) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute("""
                    insert into known_person (tenant_id, person_id, user_principal_name, display_name, account_enabled, deleted, roles, groups)
                    select md5('t' || n %% %d)::uuid, md5('p' || n)::uuid, 'p' || n || '@bench.example', 'Person ' || n, true, false, '{}', '{}'
                    from generate_series(%d, %d) n""".formatted(tenants, from, to - 1));
        }
    }

    /** Gives them the habits of the pattern each is like. */
    public static void habits(Connection superuser, int tenants, int from, int to) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute("""
                    insert into person_profile (tenant_id, person_id, version, accepted, first_at, ring, habits)
                    select md5('t' || n %% %1$d)::uuid, md5('p' || n)::uuid, p.version, p.accepted, p.first_at, p.ring, p.habits
                    from generate_series(%2$d, %3$d) n
                    join (select md5('p' || k)::uuid as id, k from generate_series(0, %4$d) k) pattern on pattern.k = n %% %5$d
                    join person_profile p on p.tenant_id = md5('t' || n %% %1$d)::uuid and p.person_id = pattern.id""".formatted(tenants, from, to - 1, Crowd.PATTERNS - 1, Crowd.PATTERNS));
        }
        settled(superuser);
    }

    /** What the server does by itself after a while. */
    static void settled(Connection superuser) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            for (String table : List.of("person_profile", "known_person", "sign_in", "source_window")) {
                statement.execute("vacuum (analyze) " + table);
            }
            statement.execute("checkpoint");
        }
    }
}
