package io.homeward.local.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.local.door.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInStreamTest {
    private static final Instant END = Instant.parse("2026-03-11T14:30:00.500Z");
    private static final List<String> NAMES = IntStream.range(0, 320)
            .mapToObj(i -> "p%03d@x.example".formatted(i))
            .toList();
    private static final String VICTIM = NAMES.get(7);

    @TempDir
    Path folder;

    @Test
    void it_holds_tens_of_thousands_of_ordinary_sign_ins_in_the_order_of_time() throws IOException {
        SignInStream.Written written = SignInStream.write(plan(1), folder.resolve("a"));

        assertThat(written.ordinary()).isGreaterThan(20_000);
        assertThat(lines("a").stream()
                        .map(line -> Instant.parse(line.path("createdDateTime").asText())))
                .isSorted();
    }

    @Test
    void the_same_plan_gives_the_same_bytes_and_another_seed_does_not() throws IOException {
        SignInStream.write(plan(1), folder.resolve("a"));
        SignInStream.write(plan(1), folder.resolve("b"));
        SignInStream.write(plan(2), folder.resolve("c"));

        assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
        assertThat(Files.mismatch(folder.resolve("a"), folder.resolve("c"))).isNotEqualTo(-1);
    }

    @Test
    void the_last_sign_in_is_the_victims_success_from_the_sprays_address() throws IOException {
        SignInStream.write(plan(1), folder.resolve("a"));

        JsonNode last = lines("a").getLast();

        assertThat(last.path("userPrincipalName").asText()).isEqualTo(VICTIM);
        assertThat(last.path("ipAddress").asText()).isEqualTo(SignInStream.SPRAY_ADDRESS);
        assertThat(last.at("/status/errorCode").asInt()).isZero();
        assertThat(last.path("createdDateTime").asText()).isEqualTo(END.toString());
    }

    @Test
    void the_spray_tries_many_names_once_or_twice_each_in_the_last_minutes() throws IOException {
        SignInStream.write(plan(1), folder.resolve("a"));

        Map<String, Integer> tries = new HashMap<>();
        for (JsonNode line : lines("a")) {
            if (line.path("ipAddress").asText().equals(SignInStream.SPRAY_ADDRESS)
                    && line.at("/status/errorCode").asInt() == SampleSignIn.WRONG_PASSWORD) {
                tries.merge(line.path("userPrincipalName").asText(), 1, Integer::sum);
                assertThat(Instant.parse(line.path("createdDateTime").asText())).isBetween(END.minusSeconds(150), END);
            }
        }
        assertThat(tries).hasSize(48).containsKey(VICTIM);
        assertThat(tries.values()).allMatch(each -> each <= 2);
    }

    @Test
    void ordinary_people_seldom_mistype_and_nobody_else_uses_their_address_at_home() throws IOException {
        SignInStream.write(plan(1), folder.resolve("a"));

        Map<String, Set<String>> atHome = new HashMap<>();
        int wrong = 0;
        int all = 0;
        for (JsonNode line : lines("a")) {
            String address = line.path("ipAddress").asText();
            if (!address.equals(SignInStream.SPRAY_ADDRESS)) {
                all++;
                wrong += line.at("/status/errorCode").asInt() == 0 ? 0 : 1;
            }
            if (address.startsWith("198.18.")) {
                atHome.computeIfAbsent(address, each -> new HashSet<>())
                        .add(line.path("userPrincipalName").asText());
            }
        }
        assertThat(wrong).isBetween(all / 100, all / 20);
        assertThat(atHome.values()).allMatch(names -> names.size() == 1);
    }

    @Test
    void a_victim_who_does_not_work_there_is_refused() {
        assertThatThrownBy(() -> new StreamPlan(1, NAMES, Map.of(), "stranger@x.example", 4, 48, END))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static StreamPlan plan(long seed) {
        return new StreamPlan(seed, NAMES, Map.of(VICTIM, "4be0c1d7-5f0e-4c39-8a77-0d6f9b1f2a10"), VICTIM, 4, 48, END);
    }

    private List<JsonNode> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file)).stream()
                .map(Json::parse)
                .toList();
    }
}
