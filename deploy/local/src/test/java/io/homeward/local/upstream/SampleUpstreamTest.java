package io.homeward.local.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.local.door.Answer;
import io.homeward.local.door.PublicDoor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleUpstreamTest {

    @Test
    void it_shows_what_reached_it() throws Exception {
        String claims = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"sub\":\"ingrid\"}".getBytes(StandardCharsets.UTF_8));
        try (var upstream = SampleUpstream.start(0);
                var door = new PublicDoor(
                        URI.create("http://127.0.0.1:1"), URI.create("http://127.0.0.1:" + upstream.port()))) {
            Answer answer = door.app("e30." + claims + ".c2ln", "/today?x=1", Map.of("X-Extra", "1"));

            assertThat(answer.text("/path")).isEqualTo("/today?x=1");
            assertThat(answer.text("/claims/sub")).isEqualTo("ingrid");
            assertThat(answer.text("/headers")).isEmpty();
            assertThat(answer.text()).contains("X-extra");
        }
    }
}
