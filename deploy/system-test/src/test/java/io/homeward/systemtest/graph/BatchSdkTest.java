package io.homeward.systemtest.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.graph.core.content.BatchRequestContent;
import com.microsoft.graph.core.content.BatchResponseContent;
import com.microsoft.graph.models.User;
import com.microsoft.graph.models.UserCollectionResponse;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import io.homeward.local.door.Answer;
import io.homeward.local.door.Json;
import io.homeward.local.sample.Organisation;
import io.homeward.systemtest.RunningSuite;
import io.homeward.systemtest.RunningSuite.Installation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code $batch} through the official SDK and as scripts write it. */
@ExtendWith(RunningSuite.class)
class BatchSdkTest {

    @Test
    void parts_of_several_services_are_answered_in_one_go(Installation installation) throws IOException {
        Organisation organisation = installation.organisation("sdkbatch");
        GraphServiceClient graph = GraphClient.of(installation.door().edge(), organisation);
        var batch = new BatchRequestContent(graph);
        String users = batch.addBatchRequestStep(graph.users().toGetRequestInformation());
        String made = batch.addBatchRequestStep(
                graph.users().toPostRequestInformation(DirectorySdkTest.user(organisation, "b")));
        String missing = batch.addBatchRequestStep(
                graph.users().byUserId(UUID.randomUUID().toString()).toGetRequestInformation());
        String risky = batch.addBatchRequestStep(
                graph.identityProtection().riskyUsers().toGetRequestInformation());

        BatchResponseContent answer = graph.getBatchRequestBuilder().post(batch, Map.of());

        Map<String, Integer> statuses = answer.getResponsesStatusCode();
        assertThat(statuses)
                .containsEntry(users, 200)
                .containsEntry(made, 201)
                .containsEntry(missing, 404)
                .containsEntry(risky, 200);
        assertThat(answer.getResponseById(made, User::createFromDiscriminatorValue)
                        .getId())
                .isNotEmpty();
        assertThat(answer.getResponseById(users, UserCollectionResponse::createFromDiscriminatorValue)
                        .getValue())
                .isNotNull();
    }

    @Test
    void a_part_that_depends_on_a_failed_one_is_not_tried(Installation installation) {
        Organisation organisation = installation.organisation("batchdepends");

        Answer answer = batch(installation, organisation, """
                {"requests": [
                  {"id": "1", "method": "GET", "url": "/users/%s"},
                  {"id": "2", "method": "GET", "url": "users?$top=1", "dependsOn": ["1"]},
                  {"id": "3", "method": "GET", "url": "/users?$top=1"}]}""".formatted(UUID.randomUUID()));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(statusOf(answer, "1")).isEqualTo(404);
        assertThat(statusOf(answer, "2")).isEqualTo(424);
        assertThat(statusOf(answer, "3")).isEqualTo(200);
    }

    @Test
    void a_batch_that_breaks_the_rules_is_refused_whole(Installation installation) {
        Organisation organisation = installation.organisation("batchwrong");
        String part = "{\"id\": \"%d\", \"method\": \"GET\", \"url\": \"/me\"}";
        String tooMany = IntStream.rangeClosed(1, 21)
                .mapToObj(part::formatted)
                .collect(Collectors.joining(",", "{\"requests\": [", "]}"));
        List<String> wrong = List.of(
                tooMany,
                "{\"requests\": [%s, %s]}".formatted(part.formatted(1), part.formatted(1)),
                "{\"requests\": [{\"id\": \"1\", \"method\": \"GET\", \"url\": \"/me\", \"dependsOn\": [\"9\"]}]}",
                "{\"requests\": [{\"id\": \"1\", \"method\": \"POST\", \"url\": \"/users\", \"body\": {}}]}",
                "{\"requests\": {}}",
                "[]");
        for (String body : wrong) {
            Answer answer = batch(installation, organisation, body);
            assertThat(answer.status()).as(body + "\n" + answer.text()).isEqualTo(400);
            assertThat(answer.text("/error/code")).isNotEmpty();
        }
    }

    private static Answer batch(Installation installation, Organisation organisation, String body) {
        return installation.door().raw("POST", "/v1.0/$batch", organisation.token(), "application/json", body);
    }

    private static int statusOf(Answer answer, String id) {
        for (var response : Json.parse(answer.text()).path("responses")) {
            if (response.path("id").asText().equals(id)) {
                return response.path("status").asInt();
            }
        }
        throw new AssertionError("No response " + id + " in " + answer.text());
    }
}
