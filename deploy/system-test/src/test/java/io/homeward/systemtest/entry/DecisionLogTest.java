package io.homeward.systemtest.entry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.local.door.Answer;
import io.homeward.local.door.Eventually;
import io.homeward.local.door.PublicDoor;
import io.homeward.local.sample.Organisation;
import io.homeward.local.sample.Person;
import io.homeward.local.sample.Relationship;
import io.homeward.systemtest.RunningSuite;
import io.homeward.systemtest.RunningSuite.Installation;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the gateway decides on its way in is read afterwards by the tenants concerned, and can be decided again from it (invariant 9). */
@ExtendWith(RunningSuite.class)
class DecisionLogTest {
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(15);

    /** Decisions wait two seconds for others before they are sent. */
    private static final Duration SENT_WITHIN = Duration.ofSeconds(30);

    private static final String LOG = "/v1/decisions";

    @Test
    void entries_and_refusals_are_in_the_logs_of_both_sides(Installation installation) throws IOException {
        PublicDoor door = installation.door();
        var harbour = new Workplace(installation, "loghome");
        var fjord = new Workplace(installation, "logcustomer");
        Organisation bystander = installation.organisation("logbystander");
        fjord.administration()
                .behindTheAppsDoor(
                        "Patient records", "records", installation.suite().upstream());
        Person tom = harbour.person("Tom Keane");
        String group = harbour.administration().group("Technicians", List.of(tom));
        Relationship agreed = Relationship.agree(door, harbour.organisation(), fjord.organisation(), group);
        String lars = fjord.enrolled(fjord.person("Lars Moe"));
        String records = "/" + fjord.organisation().id() + "/records/today";
        String token = harbour.tokenFor(fjord.organisation(), harbour.enrolled(tom));

        Answer entered = app(door, token, records, 200, "D2");
        Answer own = Eventually.get(
                () -> door.app(lars, records, Map.of()), "let in", each -> each.status() == 200, KNOWN_WITHIN);
        Answer unknown = door.app(bystander.token(), records, Map.of());
        assertThat(unknown.status()).as("nothing is revealed").isEqualTo(404);
        harbour.sprayed(tom);
        Answer refused = app(door, token, records, 403, "D6");

        for (Workplace side : List.of(harbour, fjord)) {
            boolean home = side == harbour;
            Organisation other = (home ? fjord : harbour).organisation();
            Answer in = kept(door, side.organisation(), entered);
            assertThat(in.text("/side")).isEqualTo(home ? "home" : "entered");
            assertThat(in.text("/otherTenantId")).isEqualTo(other.id());
            assertThat(in.text("/personId")).isEqualTo(tom.id());
            assertThat(in.text("/outcome")).isEqualTo("admitted");
            assertThat(in.text("/rule")).isEqualTo("D2");
            assertThat(in.text("/way")).isEqualTo("delegated");
            assertThat(in.text("/relationshipIds/0")).isEqualTo(agreed.id());
            assertThat(in.body().at("/facts/path/chains")).hasSize(1);
            replays(in);

            Answer out = kept(door, side.organisation(), refused);
            assertThat(out.text("/outcome")).isEqualTo("refused");
            assertThat(out.text("/rule")).isEqualTo(home ? "D6" : "D3-D8");
            assertThat(out.body().path("code").asInt()).isEqualTo(530034);
            assertThat(out.body().at("/notice/blocked").asBoolean()).isTrue();
            assertThat(out.text("/facts/standing/risk/level")).isEqualTo(home ? "HIGH" : "");
            replays(out);
            assertThat(ids(door, side.organisation(), "outcome eq 'refused' and personId eq " + tom.id()))
                    .contains(id(refused))
                    .doesNotContain(id(entered), id(unknown));
        }
        Answer member = kept(door, fjord.organisation(), own);
        assertThat(member.text("/side")).isEqualTo("own");
        assertThat(member.text("/outcome")).isEqualTo("admitted");
        replays(member);

        assertThat(ids(door, harbour.organisation(), "side eq 'home'"))
                .contains(id(entered), id(refused))
                .doesNotContain(id(own));
        assertThat(ids(door, bystander, "decidedDateTime ge 2026-01-01T00:00:00Z"))
                .doesNotContain(id(entered), id(refused), id(own));
        assertThat(door.get(bystander.token(), LOG + "/" + id(refused)).status())
                .isEqualTo(404);
        assertThat(installation.died()).isEmpty();
    }

    @Test
    void technicians_do_not_read_the_log_of_the_tenant_they_come_from(Installation installation) {
        PublicDoor door = installation.door();
        var home = new Workplace(installation, "logpartner");
        Organisation customer = installation.organisation("logclient");
        Person ingrid = home.person("Ingrid Berg");
        String group = home.administration().group("Technicians", List.of(ingrid));
        Relationship.agree(door, home.organisation(), customer, group);
        String token = home.tokenFor(customer, home.enrolled(ingrid));

        Answer log = Eventually.get(
                () -> door.get(token, LOG),
                "the customer's log, which a Security Reader reads",
                each -> each.status() == 200 && !each.body().path("value").isEmpty(),
                SENT_WITHIN);

        assertThat(log.body().path("value").findValuesAsText("side")).doesNotContain("home");
    }

    private static Answer app(PublicDoor door, String token, String path, int status, String rule) {
        Answer answer = Eventually.get(
                () -> door.app(token, path, Map.of()),
                "decided by " + rule,
                each -> each.status() == status,
                KNOWN_WITHIN);
        assertThat(answer.rule()).isEqualTo(rule);
        return answer;
    }

    private static String id(Answer decided) {
        return decided.header("Homeward-Decision").orElseThrow();
    }

    /** The decision behind an answer, as soon as it is there. */
    private static Answer kept(PublicDoor door, Organisation reader, Answer decided) {
        return Eventually.get(
                () -> door.get(reader.token(), LOG + "/" + id(decided)),
                "the decision " + id(decided),
                each -> each.status() == 200,
                SENT_WITHIN);
    }

    private static void replays(Answer decision) {
        assertThat(decision.body().at("/replay/same").asBoolean())
                .as(decision.text())
                .isTrue();
    }

    private static List<String> ids(PublicDoor door, Organisation reader, String filter) {
        Answer list = door.get(
                reader.token(),
                LOG + "?$filter="
                        + URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20"));
        assertThat(list.status()).as(list.text()).isEqualTo(200);
        JsonNode value = list.body().path("value");
        return value.findValuesAsText("id");
    }
}
