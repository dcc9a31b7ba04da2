package io.homeward.gateway.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.entry.DirectoryPerson;
import io.homeward.accessrules.entry.Relationship;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.HomeWaiver;
import io.homeward.feed.FeedJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The owners' examples are understood here: a change of one that we do not understand breaks this build and not a customer. */
class FeedExamplesTest {

    @Test
    void rules_are_understood() throws IOException {
        List<TenantRules> rules = read("tenant-service", "feed-rules.json", TenantRules.class);

        assertThat(rules).isNotEmpty().allSatisfy(each -> assertThat(each.formatKnown())
                .isTrue());
    }

    @Test
    void relationships_are_understood() throws IOException {
        List<Relationship> relationships = read("tenant-service", "feed-relationships.json", Relationship.class);

        var active = relationships.stream()
                .filter(each -> each.status().equals("active"))
                .findFirst()
                .orElseThrow();
        assertThat(active.endsAt()).isPresent();
        assertThat(active.rolesFor(
                        java.util.Set.of(active.assignments().getFirst().group())))
                .isNotEmpty();
        assertThat(active.rolesFor(java.util.Set.of())).isEmpty();
    }

    @Test
    void suspensions_and_those_passed_on_are_understood() throws IOException {
        List<Relationship> relationships = read("tenant-service", "feed-relationships.json", Relationship.class);

        assertThat(relationships.stream().flatMap(each -> each.suspended().stream()))
                .isNotEmpty()
                .allSatisfy(suspension -> assertThat(suspension.by()).isIn("partner", "customer", "both"));
        assertThat(relationships.stream().flatMap(each -> each.subDelegates().stream()))
                .isNotEmpty();
    }

    @Test
    void waivers_are_understood() throws IOException {
        List<HomeWaiver> waivers = read("tenant-service", "feed-waivers.json", HomeWaiver.class);

        assertThat(waivers)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.waiver().wellFormed()).isTrue());
    }

    @Test
    void people_are_understood() throws IOException {
        List<DirectoryPerson> people = read("tenant-service", "feed-people.json", DirectoryPerson.class);

        assertThat(people).isNotEmpty();
        assertThat(people.stream().filter(DirectoryPerson::disabled)).isNotEmpty();
        assertThat(people.stream().flatMap(each -> each.guest().stream())).isNotEmpty();
        assertThat(people.stream().flatMap(each -> each.predecessors().stream()))
                .isNotEmpty();
    }

    @Test
    void applications_are_understood() throws IOException {
        List<RegisteredApplication> applications =
                read("tenant-service", "feed-applications.json", RegisteredApplication.class);

        assertThat(applications.stream().filter(each -> each.upstream().isPresent()))
                .isNotEmpty();
        assertThat(applications.stream().filter(each -> each.upstream().isEmpty()))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"feed-standings.json", "feed-standings-released.json"})
    void standings_are_understood(String example) throws IOException {
        List<PersonRisk> risks = read("risk-service", example, PersonRisk.class);

        assertThat(risks).isNotEmpty().allSatisfy(each -> assertThat(each.risk().riskEpoch())
                .isPositive());
        assertThat(risks.stream().map(PersonRisk::risk).anyMatch(UserRisk::open))
                .isEqualTo(!example.contains("released"));
    }

    @Test
    void capabilities_are_understood() throws IOException {
        List<PersonCapability> capabilities =
                read("remediation-service", "feed-capabilities.json", PersonCapability.class);

        assertThat(capabilities)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.capability().registered()).isTrue());
    }

    private static <T> List<T> read(String service, String example, Class<T> type) throws IOException {
        JsonNode json = FeedJson.mapper()
                .readTree(Files.readString(Path.of("..", service, "src/main/contract/examples", example)));
        return StreamSupport.stream((json.isArray() ? json : List.of(json)).spliterator(), false)
                .map(each -> body(each, type))
                .toList();
    }

    private static <T> T body(JsonNode json, Class<T> type) {
        try {
            return FeedJson.mapper().treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json.toString(), e);
        }
    }
}
