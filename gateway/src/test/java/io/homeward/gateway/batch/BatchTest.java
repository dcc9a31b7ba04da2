package io.homeward.gateway.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a batch is, and in which order its parts go. */
class BatchTest {

    @Test
    void a_part_is_read_as_graphs_clients_write_it() throws Exception {
        Part part = read("""
                        {"requests": [{"id": "1", "method": "patch", "url": "users/a?$select=id", "body": {"a": 1.10, "ü": null},
                          "headers": {"Content-Type": "application/json", "ConsistencyLevel": "eventual"}, "@odata.type": "x"}]}""").parts().getFirst();

        assertThat(part.id()).isEqualTo("1");
        assertThat(part.method()).isEqualTo("PATCH");
        assertThat(part.url()).isEqualTo("users/a?$select=id");
        assertThat(part.headers()).containsEntry("ConsistencyLevel", "eventual");
        assertThat(new String(part.body().orElseThrow(), UTF_8)).isEqualTo("{\"a\":1.10,\"ü\":null}");
        assertThat(part.dependsOn()).isEmpty();
    }

    @Test
    void a_header_written_in_two_spellings_with_one_value_is_one_header() throws Exception {
        Part part = read("""
                        {"requests": [{"id": "1", "method": "POST", "url": "/a", "body": {},
                          "headers": {"content-type": "application/json", "Content-Type": "application/json"}}]}""").parts().getFirst();

        assertThat(part.headers()).hasSize(1);
    }

    @Test
    void a_body_that_is_no_json_comes_in_base64() throws Exception {
        Part part = read("""
                        {"requests": [{"id": 7, "method": "PUT", "url": "/me/photo", "body": "aGVsbG8=",
                          "headers": {"content-type": "image/png"}}]}""").parts().getFirst();

        assertThat(new String(part.body().orElseThrow(), UTF_8)).isEqualTo("hello");
    }

    @Test
    void twenty_parts_and_no_more() throws Exception {
        assertThat(read(gets(20)).parts()).hasSize(20);
        assertThat(refusal(gets(21))).contains("cannot exceed 20");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | array of requests",
                "{} | array of requests",
                "{\"requests\": []} | array of requests",
                "{\"requests\": [ | no JSON",
                "{\"requests\": [{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/me\"}]} {} | no JSON",
                "{\"requests\": [1]} | no usable id",
                "{\"requests\": [{\"method\":\"GET\",\"url\":\"/me\"}]} | no usable id",
                "{\"requests\": [{\"id\":\"1\",\"url\":\"/me\"}]} | no method",
                "{\"requests\": [{\"id\":\"1\",\"method\":\"TRACE\",\"url\":\"/me\"}]} | no method",
                "{\"requests\": [{\"id\":\"1\",\"method\":\"GET\"}]} | no url",
                "{\"requests\": [{\"id\":\"1\",\"method\":\"GET\",\"url\":7}]} | no url",
                "{\"requests\": [{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/a\",\"url\":\"/b\"}]} | no JSON",
                "{\"requests\": [{\"id\":\"a\",\"method\":\"GET\",\"url\":\"/a\"},{\"id\":\"A\",\"method\":\"GET\",\"url\":\"/b\"}]} | used before",
                "{\"requests\": [{\"id\":\"1\",\"method\":\"POST\",\"url\":\"/a\",\"body\":{}}]} | no Content-Type",
                "{\"requests\": [{\"id\":\"1\",\"method\":\"POST\",\"url\":\"/a\",\"body\":{},\"headers\":{\"Content-Type\":\"text/plain\"}}]} | neither JSON",
                "{\"requests\": [{\"id\":\"1\",\"method\":\"POST\",\"url\":\"/a\",\"body\":\"%%\",\"headers\":{\"Content-Type\":\"text/plain\"}}]} | cannot be sent",
                "{\"requests\": [{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/a\",\"headers\":{\"X\":\"a\\r\\nY: b\"}}]} | header",
                "{\"requests\": [{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/a\",\"headers\":{\"X Y\":\"a\"}}]} | header",
                "{\"requests\": [{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/a\",\"headers\":{\"X\":\"a\",\"x\":\"b\"}}]} | header",
                "{\"requests\": [{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/a\",\"headers\":{\"X\":{}}}]} | header",
                "{\"requests\": [{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/a\",\"headers\":[]}]} | headers",
                "{\"requests\": [{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/a\",\"dependsOn\":[\"2\"]}]} | not in this batch",
                "{\"requests\": [{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/a\",\"dependsOn\":\"2\"}]} | no list",
                "{\"requests\": [{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/a\",\"dependsOn\":[\"1\"]}]} | depend on each other"
            })
    void what_is_no_batch_is_refused_as_a_whole(String body, String why) {
        assertThat(refusal(body)).contains(why);
    }

    @Test
    void a_part_waits_for_those_it_depends_on_and_is_not_sent_after_one_that_failed() throws Exception {
        var batch = read("""
                {"requests": [
                  {"id": "late", "method": "GET", "url": "/c", "dependsOn": ["Second"]},
                  {"id": "second", "method": "GET", "url": "/b", "dependsOn": ["first"]},
                  {"id": "first", "method": "GET", "url": "/a"},
                  {"id": "alone", "method": "GET", "url": "/d"}]}""");
        var schedule = new Schedule(batch);

        Part first = schedule.next().orElseThrow();
        Part alone = schedule.next().orElseThrow();

        assertThat(first.id()).isEqualTo("first");
        assertThat(alone.id()).isEqualTo("alone");
        assertThat(schedule.next()).isEmpty();
        schedule.answered(first, answer(200));
        Part second = schedule.next().orElseThrow();
        assertThat(second.id()).isEqualTo("second");
        schedule.answered(second, answer(404));
        assertThat(schedule.next()).isEmpty();
        assertThat(schedule.done()).isFalse();
        schedule.answered(alone, answer(204));
        assertThat(schedule.done()).isTrue();
        assertThat(schedule.answers().get("late").status()).isEqualTo(424);
    }

    @Test
    void a_failure_passes_on_along_a_whole_chain() throws Exception {
        var schedule = new Schedule(read("""
                {"requests": [
                  {"id": "3", "method": "GET", "url": "/c", "dependsOn": ["2"]},
                  {"id": "2", "method": "GET", "url": "/b", "dependsOn": ["1"]},
                  {"id": "1", "method": "GET", "url": "/a"}]}"""));

        schedule.answered(schedule.next().orElseThrow(), answer(500));

        assertThat(schedule.next()).isEmpty();
        assertThat(schedule.done()).isTrue();
        assertThat(schedule.answers().values().stream().map(PartAnswer::status)).containsOnly(500, 424);
    }

    @Test
    void answers_stand_inside_as_json_or_in_base64() throws Exception {
        var batch = read(gets(3));
        var answer = new BatchAnswer(
                batch,
                Map.of(
                        "0",
                        new PartAnswer(200, Map.of("content-type", "application/json"), "{\"a\":1.10}".getBytes(UTF_8)),
                        "1",
                        new PartAnswer(200, Map.of("Content-Type", "application/json"), "{\"a\":".getBytes(UTF_8)),
                        "2",
                        new PartAnswer(204, Map.of(), new byte[0])));

        assertThat(new String(answer.json(), UTF_8))
                .isEqualTo("{\"responses\":["
                        + "{\"id\":\"0\",\"status\":200,\"headers\":{\"content-type\":\"application/json\"},\"body\":{\"a\":1.10}},"
                        + "{\"id\":\"1\",\"status\":200,\"headers\":{\"Content-Type\":\"application/json\"},\"body\":\"eyJhIjo=\"},"
                        + "{\"id\":\"2\",\"status\":204,\"headers\":{}}]}");
    }

    private static PartAnswer answer(int status) {
        return new PartAnswer(status, Map.of(), new byte[0]);
    }

    private static String gets(int count) {
        return IntStream.range(0, count)
                .mapToObj(id -> "{\"id\":\"%d\",\"method\":\"GET\",\"url\":\"/me\"}".formatted(id))
                .collect(Collectors.joining(",", "{\"requests\":[", "]}"));
    }

    private static Batch read(String json) throws UnreadableBatch {
        return Batch.read(json.getBytes(UTF_8));
    }

    private static String refusal(String json) {
        return catchThrowableOfType(UnreadableBatch.class, () -> read(json)).why();
    }
}
