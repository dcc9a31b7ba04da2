package io.homeward.tenant.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.PersonId;
import io.homeward.auditcheck.Chain;
import io.homeward.auditcheck.VerifyAudit;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.AuditKey;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import io.homeward.testsupport.RealDatabase;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody does to a trail, and the verifier finds. */
@RunningService
class VerifyAuditTest {
    @TempDir
    Path folder;

    @Inject
    AuditTrail audit;

    @Inject
    TenantDatabase database;

    private Organisation a;
    private Path export;
    private List<String> lines;

    private record Answer(int exit, String text) {}

    private static Answer verify(String... arguments) {
        var out = new ByteArrayOutputStream();
        int exit = VerifyAudit.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                Map.of("PGPASSWORD", "tenant_app"));
        return new Answer(exit, out.toString(StandardCharsets.UTF_8));
    }

    private Answer verifyCopy(List<String> tampered) throws IOException {
        Path copy = folder.resolve(UUID.randomUUID() + ".ndjson");
        Files.writeString(copy, String.join("\n", tampered) + "\n");
        return verify(copy.toString(), "--key", AuditKey.file().toString());
    }

    private Path exported() throws IOException {
        Path file = folder.resolve(UUID.randomUUID() + ".ndjson");
        Files.write(
                file,
                a.administration()
                        .get("/v1/audit/export")
                        .then()
                        .statusCode(200)
                        .contentType("application/x-ndjson")
                        .extract()
                        .asByteArray());
        return file;
    }

    private void happen(int changes) {
        for (int i = 0; i < changes; i++) {
            String name = "pèrson " + i;
            database.in(a.id(), handle -> {
                audit.record(
                        handle,
                        a.id(),
                        Activity.UPDATE_USER.on(Target.user(new PersonId(UUID.randomUUID()), name)
                                .changed("displayName", "old \" \u0000 \\", name)));
                return true;
            });
        }
    }

    @BeforeEach
    void a_trail_with_an_export() throws IOException {
        a = Organisation.made();
        happen(10);
        export = exported();
        lines = Files.readAllLines(export);
    }

    /** The line of the entry with this number. */
    private static int at(long number) {
        return (int) number;
    }

    private int entries() {
        return (int)
                lines.stream().filter(line -> line.startsWith("{\"number\"")).count();
    }

    @Test
    void an_export_as_it_was_written_is_whole() {
        Answer answer = verify(export.toString(), "--key", AuditKey.file().toString());
        assertThat(answer.text()).contains(entries() + " entries", "unbroken", "signed up to " + entries());
        assertThat(answer.exit()).isZero();
        assertThat(verify(export.toString()).exit()).isZero();
    }

    @Test
    void a_part_of_a_trail_is_checked_from_where_it_begins() throws IOException {
        Path part = folder.resolve("part.ndjson");
        Files.writeString(
                part, a.administration().get("/v1/audit/export?after=5").asString());
        Answer answer = verify(part.toString(), "--key", AuditKey.file().toString());
        assertThat(answer.text()).contains("(6 to " + entries() + ")");
        assertThat(answer.exit()).isZero();
    }

    @Test
    void a_changed_word_is_found() throws IOException {
        var copy = new ArrayList<>(lines);
        copy.set(at(7), copy.get(at(7)).replace("pèrson", "parson"));
        Answer answer = verifyCopy(copy);
        assertThat(answer.text()).contains("BROKEN at number 7", "its hash");
        assertThat(answer.exit()).isEqualTo(1);
    }

    @Test
    void a_row_that_was_taken_out_is_found() throws IOException {
        var copy = new ArrayList<>(lines);
        copy.remove(at(5));
        assertThat(verifyCopy(copy).text()).contains("BROKEN at number 5", "number 6 follows");
    }

    @Test
    void a_row_that_was_put_between_is_found() throws IOException {
        var copy = new ArrayList<>(lines);
        copy.add(at(5), copy.get(at(5)));
        assertThat(verifyCopy(copy).text()).contains("BROKEN at number 6");
    }

    @Test
    void rows_in_another_order_are_found() throws IOException {
        var copy = new ArrayList<>(lines);
        Collections.swap(copy, at(4), at(5));
        assertThat(verifyCopy(copy).text()).contains("BROKEN at number 4");
    }

    @Test
    void a_tail_that_was_cut_off_is_found() throws IOException {
        List<String> cut = lines.subList(0, at(8) + 1);
        assertThat(verifyCopy(cut).text()).contains("BROKEN at number 9", "no end");

        var withAnEnd = new ArrayList<>(cut);
        withAnEnd.add(lines.getLast());
        assertThat(verifyCopy(withAnEnd).text()).contains("BROKEN at number 9");

        var withAnotherEnd = new ArrayList<>(cut);
        String hash = cut.getLast().replaceAll(".*\"hash\":\"([0-9a-f]{64})\".*", "$1");
        withAnotherEnd.add("{\"end\":8,\"hash\":\"%s\"}".formatted(hash));
        Answer answer = verifyCopy(withAnotherEnd);
        assertThat(answer.text()).contains("BROKEN at number 1", "signed to its end");
        assertThat(answer.exit()).isEqualTo(1);
    }

    /** Everything from number 6 on written anew, with right hashes: only who has the key could sign it. */
    private List<String> rewritten(boolean keepCheckpoints) {
        var copy = new ArrayList<String>();
        Chain chain = Chain.empty(a.id().value());
        for (String line : lines) {
            if (line.startsWith("{\"number\"")) {
                String entry = line.substring(line.indexOf("\"entry\":") + 8, line.length() - 1);
                if (chain.number() >= 5) {
                    entry = entry.replace("pèrson", "parson");
                }
                chain = chain.with(entry);
                copy.add("{\"number\":%d,\"hash\":\"%s\",\"entry\":%s}".formatted(chain.number(), chain.hash(), entry));
            } else if (line.startsWith("{\"end\"")) {
                copy.add("{\"end\":%d,\"hash\":\"%s\"}".formatted(chain.number(), chain.hash()));
            } else if (keepCheckpoints || !line.startsWith("{\"checkpoint\"")) {
                copy.add(line);
            }
        }
        return copy;
    }

    @Test
    void a_suffix_with_new_hashes_is_found_by_the_checkpoints() throws IOException {
        assertThat(verifyCopy(rewritten(true)).text())
                .contains("BROKEN at number " + entries(), "its checkpoint of", "has another hash");
        assertThat(verifyCopy(rewritten(false)).text()).contains("BROKEN", "signed to its end");

        var forged = new ArrayList<>(rewritten(true));
        String hash = forged.getLast().replaceAll(".*\"hash\":\"([0-9a-f]{64})\".*", "$1");
        forged.replaceAll(line -> line.startsWith("{\"checkpoint\"")
                ? line.replaceFirst("\"hash\":\"[0-9a-f]{64}\"", "\"hash\":\"" + hash + "\"")
                : line);
        assertThat(verifyCopy(forged).text()).contains("BROKEN", "signature of its checkpoint is not genuine");
    }

    @Test
    void without_a_key_such_a_suffix_is_found_only_by_an_earlier_export() throws IOException {
        Path copy = folder.resolve("rewritten.ndjson");
        Files.writeString(copy, String.join("\n", rewritten(false)) + "\n");
        assertThat(verify(copy.toString()).exit()).isZero();
        String key = AuditKey.file().toString();
        assertThat(verify(copy.toString(), "--key", key, "--kept", export.toString())
                        .text())
                .contains("BROKEN at number " + entries());
    }

    @Test
    void what_is_no_export_is_said_to_be_none() throws IOException {
        for (String content : List.of("", "x", "{}\n", "\u0000")) {
            Path file = folder.resolve("nothing.ndjson");
            Files.writeString(file, content);
            assertThat(verify(file.toString()).exit()).isEqualTo(1);
        }
        Path binary = folder.resolve("binary.ndjson");
        Files.write(binary, new byte[] {(byte) 0xc3, 0x28, '\n'});
        assertThat(verify(binary.toString()).text()).contains("not UTF-8");
        assertThat(verify().exit()).isEqualTo(2);
        assertThat(verify("--nonsense").exit()).isEqualTo(2);
        assertThat(verify(folder.resolve("absent").toString()).exit()).isEqualTo(2);
        assertThat(verify(export.toString(), "--key", export.toString()).exit()).isEqualTo(2);
    }

    private static Connection superuser(String name) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/%s".formatted(RealDatabase.port(), name), "postgres", "postgres");
    }

    /** A copy of the trails only, with everything its owner could do to them. */
    private String copyOfTheDatabase(String... tampering) throws SQLException {
        String name = "copy_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection source = superuser("tenant");
                Connection server = superuser("postgres");
                Statement create = server.createStatement()) {
            create.execute("create database " + name);
            try (Connection copy = superuser(name);
                    Statement write = copy.createStatement()) {
                write.execute("create table tenant (tenant_id uuid)");
                for (String table : List.of("audit_entry", "audit_head", "audit_checkpoint")) {
                    copy(source, copy, table);
                }
                write.execute("grant select on all tables in schema public to tenant_app");
                for (String statement : tampering) {
                    write.execute(statement.replace("$a", "'" + a.id() + "'"));
                }
            }
        }
        return name;
    }

    private void copy(Connection source, Connection target, String table) throws SQLException {
        try (Statement read = source.createStatement();
                Statement write = target.createStatement();
                var rows = read.executeQuery(
                        "select row_to_json(t)::text from %s t where tenant_id = '%s'".formatted(table, a.id()))) {
            String columns;
            try (var described = source.createStatement()
                    .executeQuery(
                            "select string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' order by attnum) from pg_attribute "
                                    + "where attrelid = '%s'::regclass and attnum > 0 and not attisdropped"
                                            .formatted(table))) {
                described.next();
                columns = described.getString(1);
            }
            write.execute("create table %s (%s)".formatted(table, columns));
            try (var insert = target.prepareStatement(
                    "insert into %1$s select * from json_populate_record(null::%1$s, ?::json)".formatted(table))) {
                while (rows.next()) {
                    insert.setString(1, rows.getString(1));
                    insert.execute();
                }
            }
        }
    }

    private Answer verifyDatabase(String name, String... more) throws IOException {
        String url = "jdbc:postgresql://localhost:%d/%s".formatted(RealDatabase.port(), name);
        return verify(Stream.concat(
                        Stream.of(
                                "--database",
                                url,
                                "--user",
                                "tenant_app",
                                "--tenant",
                                a.id().toString(),
                                "--key",
                                AuditKey.file().toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void the_database_as_it_is_is_whole_also_for_the_application_role() throws IOException {
        Answer answer = verifyDatabase("tenant");
        assertThat(answer.text()).contains(entries() + " entries", "signed up to " + entries());
        assertThat(answer.exit()).isZero();

        happen(3);
        assertThat(verifyDatabase("tenant").text()).contains(entries() + 3 + " entries", "signed up to " + entries());
    }

    @Test
    void what_an_owner_does_to_a_database_is_found() throws Exception {
        assertThat(verifyDatabase(copyOfTheDatabase()).exit()).isZero();
        assertThat(verifyDatabase(
                                copyOfTheDatabase(
                                        "update audit_entry set entry = replace(entry, 'pèrson', 'parson') where tenant_id = $a and number = 7"))
                        .text())
                .contains("BROKEN at number 7");
        assertThat(verifyDatabase(copyOfTheDatabase(
                                "update audit_entry set activity = 'Add user' where tenant_id = $a and number = 7"))
                        .text())
                .contains("BROKEN at number 7", "columns");
        assertThat(verifyDatabase(copyOfTheDatabase("delete from audit_entry where tenant_id = $a and number = 5"))
                        .text())
                .contains("BROKEN at number 5");
        assertThat(verifyDatabase(copyOfTheDatabase("delete from audit_entry where tenant_id = $a and number > 8"))
                        .text())
                .contains("BROKEN at number 9");
        assertThat(verifyDatabase(
                                copyOfTheDatabase(
                                        "delete from audit_entry where tenant_id = $a and number > 8",
                                        "update audit_head set number = 8, hash = (select hash from audit_entry where number = 8)"))
                        .text())
                .contains("BROKEN at number 9", "checkpoint");
        assertThat(verifyDatabase(
                                copyOfTheDatabase(
                                        "delete from audit_entry where number > 8",
                                        "update audit_head set number = 8, hash = (select hash from audit_entry where number = 8)",
                                        "delete from audit_checkpoint"),
                                "--kept",
                                export.toString())
                        .text())
                .contains("BROKEN at number 9", "kept");
    }
}
