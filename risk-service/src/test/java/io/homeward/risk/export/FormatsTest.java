package io.homeward.risk.export;

import static io.homeward.risk.export.Exports.bad;
import static io.homeward.risk.export.Exports.good;
import static io.homeward.risk.export.Exports.one;
import static io.homeward.risk.export.Exports.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.accessrules.PersonId;
import io.homeward.risk.signin.Coordinates;
import io.homeward.risk.signin.Outcome;
import io.homeward.risk.signin.Session;
import io.homeward.risk.signin.SignIn;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {

    @Test
    void oktas_words_are_put_into_ours() {
        SignIn signIn = one("[" + Exports.OKTA + "]");

        assertThat(signIn.id()).isEqualTo("okta-1");
        assertThat(signIn.userName()).isEqualTo("rui@fjord.example");
        assertThat(signIn.at()).isEqualTo(Instant.parse("2026-11-20T08:00:00.353Z"));
        assertThat(signIn.place().country()).isEqualTo("NO");
        assertThat(signIn.place().coordinates()).contains(new Coordinates(60.39, 5.32));
        assertThat(signIn.device().userAgent()).isEqualTo("Mozilla/5.0 (X11)");
        assertThat(signIn.session()).isEqualTo(new Session("idx1", "", "d7", ""));
        assertThat(signIn.outcome().kind()).isEqualTo(Outcome.Kind.ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user.session.start                      | FAILURE    | INVALID_CREDENTIALS | 50126
            user.session.start                      | FAILURE    | VERIFICATION_ERROR  | 50126
            user.session.start                      | FAILURE    | LOCKED_OUT          | 50053
            user.session.start                      | FAILURE    | SOMETHING_NEW       | 50000
            user.authentication.auth_via_radius     | SUCCESS    | x                   | 0
            user.authentication.auth_via_mfa        | FAILURE    | INVALID_CREDENTIALS | 500121
            user.authentication.auth_via_mfa        | UNANSWERED | x                   | 500121
            user.mfa.okta_verify.deny_push          | SUCCESS    | x                   | 500121
            user.authentication.sso                 | SUCCESS    | x                   | 0
            """)
    void oktas_outcomes_have_numbers(String type, String result, String reason, int code) {
        SignIn signIn = one(Exports.OKTA
                .replace("user.session.start", type)
                .replace("SUCCESS", result)
                .replace("\"reason\":null", "\"reason\":\"" + reason + "\""));

        assertThat(signIn.outcome().errorCode()).isEqualTo(code);
        assertThat(signIn.usesSession()).isEqualTo(type.endsWith("sso"));
    }

    @ParameterizedTest
    @CsvSource({
        "user.authentication.auth_via_mfa,SUCCESS",
        "user.authentication.auth_via_mfa,CHALLENGE",
        "policy.evaluate_sign_on,ALLOW",
        "user.session.end,SUCCESS",
        "user.lifecycle.create,SUCCESS"
    })
    void what_is_no_sign_in_at_okta_is_passed_over(String type, String result) {
        assertThat(read(Exports.OKTA.replace("user.session.start", type).replace("SUCCESS", result)))
                .isEmpty();
    }

    @Test
    void a_declined_push_names_its_target_where_nobody_acted() {
        SignIn signIn = one(
                Exports.OKTA
                        .replace("user.session.start", "user.mfa.okta_verify.deny_push")
                        .replace("Rui@Fjord.example", "unknown")
                        .replace(
                                "\"target\":[]",
                                "\"target\":[{\"type\":\"AppInstance\",\"id\":\"a\",\"displayName\":\"Mail\"},{\"type\":\"User\",\"alternateId\":\"rui@x.example\"}]"));

        assertThat(signIn.userName()).isEqualTo("rui@x.example");
        assertThat(signIn.applicationName()).isEqualTo("Mail");
    }

    @Test
    void keycloaks_events_are_read_from_its_api_and_from_its_log() {
        SignIn event = one("[" + Exports.KEYCLOAK + "]");
        assertThat(event.id()).isEqualTo("kc-1");
        assertThat(event.at()).isEqualTo(Instant.ofEpochMilli(1795000000000L));
        assertThat(event.person()).contains(PersonId.of("6f9619ff-8b86-4011-b42d-00c04fc964ff"));
        assertThat(event.session().id()).isEqualTo("s1");
        assertThat(event.applicationId()).isEqualTo("shop");
        assertThat(event.outcome()).isEqualTo(new Outcome(0, "", true));

        var oslo = new FileOptions(
                ZoneId.of("Europe/Oslo"),
                OptionalInt.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty());
        String log =
                "2026-11-20 08:59:59,000 INFO  [io.quarkus] (main) started\n" + Exports.KEYCLOAK_LINE + "\nweb-1  | "
                        + Exports.KEYCLOAK_LINE.replace("\"", "").replace("rui@", "eva@") + "\n\tat some.stack.Trace\n";
        List<SignIn> logged = good(read(log, Optional.empty(), oslo));
        assertThat(logged).extracting(SignIn::userName).containsExactly("rui@fjord.example", "eva@fjord.example");
        assertThat(logged.getFirst().at()).isEqualTo(Instant.parse("2026-11-20T08:00:00.123Z"));
        assertThat(logged.getFirst().outcome().kind()).isEqualTo(Outcome.Kind.FAILED);

        String json =
                "{\"timestamp\":\"2026-11-20T09:00:00.123+01:00\",\"loggerName\":\"org.keycloak.events\",\"level\":\"WARN\",\"message\":\"%s\"}"
                        .formatted(Exports.KEYCLOAK_LINE
                                .substring(Exports.KEYCLOAK_LINE.indexOf("type="))
                                .replace("\"", "\\\""));
        assertThat(one(json).at()).isEqualTo(Instant.parse("2026-11-20T08:00:00.123Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LOGIN_ERROR         | invalid_user_credentials  | 50126  | true
            LOGIN_ERROR         | user_not_found            | 50034  | true
            LOGIN_ERROR         | user_temporarily_disabled | 50053  | true
            LOGIN_ERROR         | user_disabled             | 50053  | true
            LOGIN_ERROR         | expired_code              | 50089  | true
            LOGIN_ERROR         | something_new             | 50000  | true
            CODE_TO_TOKEN       | none                      | 0      | false
            REFRESH_TOKEN_ERROR | invalid_token             | 70008  | false
            """)
    void keycloaks_errors_have_numbers(String type, String error, int code, boolean asked) {
        SignIn signIn = one(Exports.KEYCLOAK
                .replace("\"LOGIN\"", "\"" + type + "\"")
                .replace("\"realmId\"", "\"error\":\"" + error + "\",\"realmId\""));

        assertThat(signIn.outcome().errorCode()).isEqualTo(code);
        assertThat(signIn.interactive()).isEqualTo(asked);
        assertThat(signIn.usesSession()).isEqualTo(!asked);
    }

    @Test
    void a_wrong_one_time_password_at_keycloak_is_a_second_factor_and_a_logout_is_nothing() {
        assertThat(one(Exports.KEYCLOAK
                                .replace("\"LOGIN\"", "\"LOGIN_ERROR\"")
                                .replace("\"realmId\"", "\"error\":\"invalid_user_credentials\",\"realmId\"")
                                .replace("\"auth_method\"", "\"credential_type\":\"otp\",\"auth_method\""))
                        .outcome()
                        .errorCode())
                .isEqualTo(500121);
        assertThat(read(Exports.KEYCLOAK.replace("\"LOGIN\"", "\"LOGOUT\""))).isEmpty();
    }

    @Test
    void the_address_of_a_code_exchange_is_not_the_persons() {
        assertThat(one(Exports.KEYCLOAK.replace("\"LOGIN\"", "\"CODE_TO_TOKEN\""))
                        .address())
                .isEmpty();
        assertThat(one(Exports.KEYCLOAK.replace("\"LOGIN\"", "\"REFRESH_TOKEN\""))
                        .address())
                .isPresent();
    }

    @Test
    void an_ocsf_authentication_is_read() {
        SignIn signIn = one(Exports.OCSF);

        assertThat(signIn.id()).isEqualTo("oc-1");
        assertThat(signIn.userName()).isEqualTo("rui@fjord.example");
        assertThat(signIn.place().coordinates()).contains(new Coordinates(60.39, 5.32));
        assertThat(signIn.device().id()).isEqualTo("d1");
        assertThat(signIn.session().issuer()).isEqualTo("https://idp.example");
        assertThat(signIn.applicationName()).isEqualTo("Mail");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "status_id":1 | "status_id":2,"status_detail":"USER_DOES_NOT_EXIST" | 50034
            "status_id":1 | "status_id":2,"status_detail":"INVALID_CREDENTIALS" | 50126
            "status_id":1 | "status_id":2,"status_detail":"ACCOUNT_LOCKED_OUT"  | 50053
            "status_id":1 | "status_id":2,"status_detail":"Push was denied"     | 500121
            "status_id":1 | "status_id":2                                       | 500121
            "status_id":1 | "status_id":0                                       | 500121
            "status_id":1,"is_mfa":true | "status_id":0                         | 50000
            "status_id":1,"is_mfa":true | "status":"Success"                    | 0
            """)
    void the_outcomes_of_ocsf_have_numbers(String right, String other, int code) {
        assertThat(one(Exports.OCSF.replace(right, other)).outcome().errorCode())
                .isEqualTo(code);
    }

    @Test
    void other_classes_and_log_offs_of_ocsf_are_passed_over_and_tickets_are_uses_of_a_session() {
        assertThat(read(Exports.OCSF.replace("\"activity_id\":1", "\"activity_id\":2")))
                .isEmpty();
        assertThat(read(Exports.OCSF.replace("3002", "4001"))).isEmpty();
        assertThat(one(Exports.OCSF.replace("\"activity_id\":1", "\"activity_id\":4"))
                        .usesSession())
                .isTrue();
    }

    @Test
    void the_portals_csv_is_read_with_its_odd_quotes_and_its_two_columns_of_one_name() {
        SignIn signIn = one("\uFEFF" + Exports.ENTRA_HEADER + "\r\n" + Exports.ENTRA + "\r\n");

        assertThat(signIn.id()).isEqualTo("e-1");
        assertThat(signIn.at()).isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
        assertThat(signIn.userName()).isEqualTo("rui@fjord.example");
        assertThat(signIn.applicationId()).isEqualTo("a1");
        assertThat(signIn.device().userAgent()).isEqualTo("Mozilla/5.0 (X11, \"odd\")");
        assertThat(signIn.place().city()).isEqualTo("Bergen");
        assertThat(signIn.place().country()).isEqualTo("NO");
        assertThat(signIn.outcome()).isEqualTo(new Outcome(0, "", true));
        assertThat(signIn.interactive()).isTrue();
    }

    @Test
    void the_non_interactive_download_holds_uses_of_sessions() {
        var options = new FileOptions(
                ZoneId.of("UTC"),
                OptionalInt.empty(),
                Optional.empty(),
                FileOptions.interactive("NonInteractiveSignIns_2026-11-20.csv"),
                Optional.empty(),
                Optional.empty());

        SignIn signIn = good(read(
                        Exports.ENTRA_HEADER + "\n"
                                + Exports.ENTRA.replace("\"none\",\"none\"", "\"none\",\"refreshToken\""),
                        Optional.empty(),
                        options))
                .getFirst();

        assertThat(signIn.usesSession()).isTrue();
        assertThat(signIn.session().incomingToken()).isEqualTo("refreshToken");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-20 08:00:00       |            | 2026-11-20T08:00:00Z
            20.11.2026, 08:00:00      |            | 2026-11-20T08:00:00Z
            20/11/2026 08:00          |            | 2026-11-20T08:00:00Z
            11/20/2026, 8:00:00 AM    |            | 2026-11-20T08:00:00Z
            11/20/2026, 12:30:00 p.m. |            | 2026-11-20T12:30:00Z
            3/4/2026, 8:00:00 PM      | dayFirst   | 2026-04-03T20:00:00Z
            3/4/2026, 8:00:00 PM      | monthFirst | 2026-03-04T20:00:00Z
            4/4/2026, 8:00:00         |            | 2026-04-04T08:00:00Z
            """)
    void dates_are_read_as_far_as_there_is_one_way(String written, String order, String at) {
        var options = new FileOptions(
                ZoneId.of("UTC"),
                OptionalInt.empty(),
                Optional.empty(),
                true,
                Optional.ofNullable(order).flatMap(DateOrder::ofWire),
                Optional.empty());

        String file = Exports.ENTRA_HEADER + "\n" + Exports.entra(written, "203.0.113.9", "Success", "0", "");
        assertThat(good(read(file, Optional.empty(), options)).getFirst().at()).isEqualTo(Instant.parse(at));
    }

    @Test
    void a_date_with_two_readings_is_a_bad_row() {
        String file =
                Exports.ENTRA_HEADER + "\n" + Exports.entra("3/4/2026, 8:00:00 PM", "203.0.113.9", "Success", "0", "");

        assertThat(bad(read(file))).singleElement().satisfies(row -> {
            assertThat(row.line()).isEqualTo(2);
            assertThat(row.reason()).contains("3/4/2026, 8:00:00 PM can be read in two ways", "dateOrder");
        });
    }

    @Test
    void a_spreadsheet_may_have_changed_the_delimiter_and_a_localized_header_is_refused() {
        assertThat(one(Exports.ENTRA_HEADER.replace("\",\"", "\";\"") + "\n" + Exports.ENTRA.replace("\",\"", "\";\""))
                        .id())
                .isEqualTo("e-1");
        assertThatThrownBy(() -> read(
                        Exports.ENTRA_HEADER.replace("Status", "Estado"),
                        Optional.of(Format.ENTRA_CSV),
                        FileOptions.NONE))
                .hasMessageContaining("Status")
                .hasMessageContaining("English");
    }

    @Test
    void a_quotation_mark_that_nobody_closes_spoils_one_row() {
        String broken = Exports.ENTRA.replace("\"c1\"", "\"c1");

        var readings = read(Exports.ENTRA_HEADER + "\n" + broken + "\n" + Exports.ENTRA + "\n"
                + Exports.ENTRA.replace("e-1", "e-2"));

        assertThat(bad(readings)).extracting(each -> each.line()).containsExactly(2L);
        assertThat(good(readings)).extracting(SignIn::id).containsExactly("e-1", "e-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {Exports.GRAPH, Exports.OKTA, Exports.KEYCLOAK, Exports.OCSF})
    void json_is_known_in_lines_arrays_and_pages(String element) {
        assertThat(good(read(element + "\n\n" + element + "\n"))).hasSize(2);
        assertThat(good(read("\n [" + element + ",\n" + element + "]"))).hasSize(2);
        assertThat(good(read("{\"@odata.context\":\"x\",\"value\": [" + element + "]}")))
                .hasSize(1);
        assertThat(good(read(Exports.gzip(element + "\n" + element), Optional.empty(), FileOptions.NONE)))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                               | The file is empty
            [{"a":1,"b":2}]                  | the members a, b
            {"eventType":"x","published":"y","class_uid":3002} | may be any of okta, ocsf
            when,who                         | say format csv, with a mapping
            hello                            | none of graph, entraCsv
            PK\u0003\u0004xx                 | ZIP archive
            """)
    void what_cannot_be_told_is_refused_in_words(String text, String reason) {
        assertThatThrownBy(() -> read(text)).hasMessageContaining(reason);
    }
}
