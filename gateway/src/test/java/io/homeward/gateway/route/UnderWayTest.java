package io.homeward.gateway.route;

import static io.homeward.gateway.suite.Suite.eventually;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.gateway.suite.Fixtures;
import io.homeward.gateway.suite.StandIns;
import io.homeward.gateway.suite.Suite;
import io.homeward.gateway.suite.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever is let in stays in only as long as he would be let in (D15, D19, D22), however long his call lasts. */
@QuarkusTest
@WithTestResource(value = StandIns.class, scope = TestResourceScope.GLOBAL)
class UnderWayTest {
    @Inject
    Doors doors;

    @ConfigProperty(name = "test.application.port")
    int upstreamPort;

    private final GroupId technicians = new GroupId(UUID.randomUUID());
    private TenantId home;
    private TenantId customer;
    private String relationship;
    private PersonId person;
    private PersonId colleague;
    private PersonId member;

    @BeforeEach
    void technicians_and_somebody_of_the_customers_own() {
        home = Suite.tenant("Northwind MSP");
        customer = Suite.tenant("Fjord Clinic");
        relationship = UUID.randomUUID() + "-" + home;
        person = Suite.person(home, technicians);
        colleague = Suite.person(home, technicians);
        member = Suite.person(customer);
        Suite.relationship(
                relationship, home, customer, "active", technicians, DirectoryRole.HELPDESK_ADMINISTRATOR.id());
        Suite.served(customer, "records", "http://127.0.0.1:" + upstreamPort);
        for (Tokens each : Set.of(of(person), of(colleague), Tokens.person(member, customer, customer))) {
            assertThat(eventually(
                                    () -> Suite.get(doors.appsPort(), "/" + customer + "/records", each.text()),
                                    answer -> answer.statusCode() == 200)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @AfterEach
    void every_feed_runs_again() {
        Suite.resume("risk-service", "standings");
    }

    @Test
    void a_stream_ends_when_its_reader_comes_to_be_at_risk_and_nobody_elses_does() throws IOException {
        try (Stream his = stream(of(person));
                Stream anothers = stream(of(colleague))) {
            his.flows();
            anothers.flows();

            Suite.risk(home, person, Fixtures.high(1));

            assertThat(his.rest()).doesNotContain("0\r\n\r\n");
            anothers.flows();
        }
    }

    @Test
    void a_stream_ends_with_the_relationship() throws IOException {
        try (Stream his = stream(of(person))) {
            his.flows();

            Suite.relationship(
                    relationship, home, customer, "terminated", technicians, DirectoryRole.HELPDESK_ADMINISTRATOR.id());

            his.rest();
        }
    }

    @Test
    void a_stream_ends_where_the_standing_is_not_known_any_more_and_a_members_goes_on() throws IOException {
        try (Stream his = stream(of(person));
                Stream members = stream(Tokens.person(member, customer, customer))) {
            his.flows();
            members.flows();

            Suite.stop("risk-service", "standings");

            his.rest();
            members.flows();
        }
    }

    @Test
    void an_upload_that_has_no_answer_yet_gets_the_refusal() throws IOException {
        try (Stream his = new Stream(
                doors.appsPort(),
                Raw.head(
                                "POST",
                                "/" + customer + "/records",
                                "Authorization: Bearer " + of(person).text(),
                                "Content-Length: 1000000")
                        + "\r\nbegun")) {
            Suite.risk(home, person, Fixtures.high(1));

            String answer = his.rest();
            assertThat(answer).startsWith("HTTP/1.1 403").contains("Homeward-Rule: D", "application/problem+json");
        }
    }

    private Tokens of(PersonId technician) {
        return Tokens.person(technician, home, customer);
    }

    private Stream stream(Tokens token) throws IOException {
        return new Stream(
                doors.appsPort(),
                Raw.head("GET", "/" + customer + "/records?stream", "Authorization: Bearer " + token.text()) + "\r\n");
    }

    /** A connection on which something comes again and again. */
    private static final class Stream implements AutoCloseable {
        private final Socket socket;

        Stream(int port, String request) throws IOException {
            socket = new Socket("localhost", port);
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
        }

        /** Something new comes, beside what has come already. */
        void flows() throws IOException {
            socket.getInputStream().skipNBytes(socket.getInputStream().available());
            byte[] some = new byte[4096];
            for (int pieces = 0; pieces < 3; pieces++) {
                assertThat(socket.getInputStream().read(some)).isPositive();
            }
        }

        /** What still comes until the other side has closed it. */
        String rest() throws IOException {
            try {
                return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            } catch (SocketException reset) {
                return "";
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
