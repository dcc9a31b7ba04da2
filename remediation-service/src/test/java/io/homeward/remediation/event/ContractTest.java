package io.homeward.remediation.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.entry.DirectoryPerson;
import io.homeward.accessrules.entry.Relationship;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.standing.HomeWaiver;
import io.homeward.feed.FeedJson;
import io.homeward.remediation.directory.Application;
import io.homeward.remediation.directory.IdentityProvider;
import io.homeward.remediation.directory.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What tenant-service's contract shows is understood here; its examples are read where they are kept. */
class ContractTest {
    private static final Path TENANT_SERVICE = Path.of("../tenant-service/src/main/contract/examples");

    @Test
    void people_are_understood() throws IOException {
        for (JsonNode example : examples("feed-people.json")) {
            Person person = FeedJson.mapper().treeToValue(example, Person.class);

            assertThat(person.userPrincipalName())
                    .isEqualTo(example.path("userPrincipalName").asText());
            assertThat(person.mayExist())
                    .isEqualTo(example.path("accountEnabled").asBoolean()
                            && !example.path("deleted").asBoolean());
            assertThat(person.groups()).hasSize(example.path("groups").size());
        }
    }

    @Test
    void rules_are_understood() throws IOException {
        for (JsonNode example : examples("feed-rules.json")) {
            TenantRules rules = FeedJson.mapper().treeToValue(example, TenantRules.class);

            assertThat(rules.name()).isEqualTo(example.path("name").asText());
            assertThat(rules.policies()).hasSize(example.path("policies").size());
        }
    }

    @Test
    void relationships_are_understood() throws IOException {
        for (JsonNode example : examples("feed-relationships.json")) {
            Relationship relationship = FeedJson.mapper().treeToValue(example, Relationship.class);

            assertThat(relationship.rolesFor(Set.of())).isEmpty();
            assertThat(relationship.suspended().isPresent())
                    .isEqualTo(example.path("suspended").isObject());
            assertThat(relationship.subDelegates())
                    .hasSize(example.path("subDelegates").size());
            relationship.assignments().forEach(assignment -> assertThat(
                            relationship.rolesFor(Set.of(assignment.group())))
                    .isEqualTo(assignment.roles()));
        }
    }

    @Test
    void waivers_and_who_was_invited_or_came_before_are_understood() throws IOException {
        for (JsonNode example : examples("feed-waivers.json")) {
            assertThat(FeedJson.mapper()
                            .treeToValue(example, HomeWaiver.class)
                            .waiver()
                            .wellFormed())
                    .isTrue();
        }
        for (JsonNode example : examples("feed-people.json")) {
            DirectoryPerson person = FeedJson.mapper().treeToValue(example, DirectoryPerson.class);

            assertThat(person.guest().isPresent())
                    .isEqualTo(example.path("guest").isObject());
            assertThat(person.predecessors())
                    .hasSize(example.path("predecessors").size());
        }
    }

    @Test
    void applications_are_understood() throws IOException {
        for (JsonNode example : examples("feed-applications.json")) {
            Application application = FeedJson.mapper().treeToValue(example, Application.class);

            assertThat(application.permissions())
                    .hasSize(example.path("permissions").size());
            assertThat(application.hasSecret("", java.time.Instant.EPOCH)).isFalse();
        }
    }

    @Test
    void identity_providers_are_understood() throws IOException {
        for (JsonNode example : examples("feed-identity-providers.json")) {
            IdentityProvider provider = FeedJson.mapper().treeToValue(example, IdentityProvider.class);

            assertThat(provider.domainHints())
                    .hasSize(example.path("domainHints").size());
            assertThat(provider.sealedSecret())
                    .hasValue(example.path("sealedSecret").asText());
        }
    }

    private static JsonNode examples(String file) throws IOException {
        JsonNode examples =
                FeedJson.mapper().readTree(TENANT_SERVICE.resolve(file).toFile());
        assertThat(examples).isNotEmpty();
        return examples;
    }
}
