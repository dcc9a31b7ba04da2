package io.homeward.risk.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.risk.SignInText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphSignInsTest {
    private final String one =
            SignInText.of("Rui@Fjord.example").in(60.39, 5.32).json();

    @Test
    void a_sign_in_is_read_and_what_is_unknown_is_passed_over() {
        var reading = (Reading.Good) GraphSignIns.one(bytes(one));

        SignIn signIn = reading.signIn();
        assertThat(signIn.userName()).isEqualTo("rui@fjord.example");
        assertThat(signIn.address()).map(Object::toString).contains("203.0.113.9");
        assertThat(signIn.place().coordinates()).contains(new Coordinates(60.39, 5.32));
        assertThat(signIn.outcome().kind()).isEqualTo(Outcome.Kind.ACCEPTED);
    }

    @Test
    void the_session_is_read_by_its_beta_names_and_none_where_the_source_says_nothing() {
        var named = (Reading.Good) GraphSignIns.one(bytes(one.replace(
                        "\"isInteractive\":true",
                        "\"isInteractive\":false,\"sessionId\":\"s-1\",\"tokenIssuerName\":\"Fjord ADFS\",\"incomingTokenType\":\"saml20\"")
                .replace("\"deviceDetail\":{", "\"deviceDetail\":{\"browserId\":\"b-1\",")));
        var silent = (Reading.Good) GraphSignIns.one(bytes(one));

        assertThat(named.signIn().session()).isEqualTo(new Session("s-1", "Fjord ADFS", "b-1", "saml20"));
        assertThat(named.signIn().usesSession()).isTrue();
        assertThat(silent.signIn().session()).isEqualTo(Session.NONE);
        assertThat(silent.signIn().usesSession()).isFalse();
    }

    @Test
    void the_contracts_example_is_read() throws IOException {
        byte[] example =
                java.nio.file.Files.readAllBytes(java.nio.file.Path.of("src/main/contract/examples/sign-in.json"));

        assertThat(GraphSignIns.one(example)).isInstanceOf(Reading.Good.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "createdDateTime":"20          | "createdDateTime":"x20        | createdDateTime is not a time
            "errorCode":0                  | "errorCode":"0"               | errorCode is not a number
            "errorCode":0                  | "other":0                     | status.errorCode is missing
            "ipAddress":"203               | "ipAddress":"example.com-203  | ipAddress is not an address
            "latitude":60.39               | "latitude":160.39             | no place on earth
            "userPrincipalName":"Rui       | "userPrincipalName":["Rui"],"x":"Rui | userPrincipalName is not a text
            "id":"                         | "id":"\\u0000                 | id is missing
            "isInteractive":true           | "isInteractive":1             | isInteractive is neither true nor false
            """)
    void what_is_wrong_is_named(String right, String wrong, String reason) {
        var reading = GraphSignIns.one(bytes(one.replace(right, wrong)));

        assertThat(reading).isInstanceOfSatisfying(Reading.Bad.class, bad -> assertThat(bad.reason())
                .contains(reason));
    }

    @Test
    void an_array_and_a_page_are_read_element_by_element() throws IOException {
        assertThat(all(GraphSignIns.array(stream("[" + one + ",\n" + one + "]"))))
                .hasSize(2);
        assertThat(all(GraphSignIns.array(
                        stream("{\"@odata.context\":\"x\",\"other\":[1,{}],\"value\":[" + one + "],\"more\":1}"))))
                .hasOnlyElementsOfType(Reading.Good.class)
                .hasSize(1);
        assertThat(all(GraphSignIns.array(stream("[]")))).isEmpty();
    }

    @Test
    void a_bad_element_does_not_hide_the_next() throws IOException {
        var readings = all(GraphSignIns.array(stream("[" + one + ",\n{\"id\":5},\n\"text\",\n" + one + "]")));

        assertThat(readings).hasSize(4);
        assertThat(readings.get(1).line()).isEqualTo(2);
        assertThat(readings.get(2)).isInstanceOf(Reading.Bad.class);
        assertThat(readings.get(3)).isInstanceOf(Reading.Good.class);
    }

    @Test
    void a_truncated_array_keeps_what_is_whole_and_names_the_line() throws IOException {
        String whole = "[" + one + ",\n" + one + ",\n" + one + "]";

        var readings = all(GraphSignIns.array(stream(whole.substring(0, whole.length() - 40))));

        assertThat(readings).hasSize(3);
        assertThat(readings.get(2)).isInstanceOfSatisfying(Reading.Bad.class, bad -> {
            assertThat(bad.line()).isEqualTo(3);
            assertThat(bad.reason()).startsWith("Not JSON");
        });
    }

    @Test
    void what_is_neither_an_array_nor_a_page_is_one_bad_element() throws IOException {
        assertThat(all(GraphSignIns.array(stream(one)))).hasSize(1).hasOnlyElementsOfType(Reading.Bad.class);
        assertThat(all(GraphSignIns.array(stream("")))).hasSize(1).hasOnlyElementsOfType(Reading.Bad.class);
        assertThat(all(GraphSignIns.array(stream("nonsense")))).hasSize(1).hasOnlyElementsOfType(Reading.Bad.class);
    }

    @Test
    void a_broken_line_is_named_and_the_others_are_read() throws IOException {
        var readings = all(GraphSignIns.lines(stream(one + "\r\n\n{\"id\": \n" + one + " x\n" + one)));

        assertThat(readings).hasSize(4);
        assertThat(readings.get(1)).isInstanceOfSatisfying(Reading.Bad.class, bad -> assertThat(bad.line())
                .isEqualTo(3));
        assertThat(readings.get(2)).isInstanceOfSatisfying(Reading.Bad.class, bad -> assertThat(bad.line())
                .isEqualTo(4));
        assertThat(readings.get(3)).isInstanceOf(Reading.Good.class);
    }

    @Test
    void an_endless_line_costs_no_memory() throws IOException {
        String endless = "{\"id\":\"" + "x".repeat(1_000_000) + "\"}\n" + one;

        var readings = all(GraphSignIns.lines(stream(endless)));

        assertThat(readings.get(0)).isInstanceOfSatisfying(Reading.Bad.class, bad -> assertThat(bad.reason())
                .isEqualTo("The line is too long"));
        assertThat(readings.get(1)).isInstanceOf(Reading.Good.class);
    }

    static List<Reading> all(SignInFile file) throws IOException {
        var readings = new ArrayList<Reading>();
        for (Optional<Reading> next = file.next(); next.isPresent(); next = file.next()) {
            readings.add(next.get());
        }
        return readings;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
