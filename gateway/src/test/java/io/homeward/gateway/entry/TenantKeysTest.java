package io.homeward.gateway.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.accessrules.TenantId;
import io.homeward.gateway.suite.Tokens;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJwkGenerator;
import org.junit.jupiter.api.Test;

class TenantKeysTest {
    private static final TenantId TENANT = new TenantId(UUID.randomUUID());
    private static final EntrySettings SETTINGS = EntrySettings.of("http://edge.test");

    private long now;
    private int asked;
    private Optional<String> published = Optional.of(Tokens.KEYS);
    private final TenantKeys keys = new TenantKeys(this::publish, SETTINGS, () -> now);

    private CompletionStage<String> publish(TenantId tenant) {
        asked++;
        return published
                .map(CompletableFuture::completedStage)
                .orElseGet(() -> CompletableFuture.failedStage(new IOException("away")));
    }

    @Test
    void keys_are_fetched_once_and_kept() throws Exception {
        assertThat(find("k1")).isPresent();
        assertThat(find("k1")).isPresent();

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void an_unknown_key_is_asked_for_again_but_not_at_will() throws Exception {
        find("k1");
        assertThat(find("new")).isEmpty();
        assertThat(asked).isEqualTo(1);

        pass(SETTINGS.keysPause());
        for (int i = 0; i < 100; i++) {
            assertThat(find("invented" + i)).isEmpty();
        }

        assertThat(asked).isEqualTo(2);
    }

    @Test
    void a_withdrawn_key_dies() throws Exception {
        find("k1");
        published = Optional.of("{\"keys\":[]}");
        assertThat(find("k1")).isPresent();

        pass(SETTINGS.keysLifetime());

        assertThat(find("k1")).isEmpty();
    }

    @Test
    void keys_at_hand_serve_on_while_their_owner_is_away_but_not_for_ever() throws Exception {
        find("k1");
        published = Optional.empty();

        pass(SETTINGS.keysLifetime());
        assertThat(find("k1")).isPresent();

        pass(TenantKeys.LONGEST);
        assertThatThrownBy(() -> find("k1")).isInstanceOf(ExecutionException.class);
    }

    @Test
    void an_owner_who_is_away_is_not_asked_at_will_either() {
        published = Optional.empty();

        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> find("k1")).isInstanceOf(ExecutionException.class);
        }

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void what_is_no_set_of_keys_is_no_answer() {
        published = Optional.of("<html>");

        assertThatThrownBy(() -> find("k1")).isInstanceOf(ExecutionException.class);
    }

    @Test
    void keys_that_are_too_short_or_for_something_else_do_not_count() throws Exception {
        var brief = RsaJwkGenerator.generateJwk(1024);
        brief.setKeyId("brief");
        var encrypting = RsaJwkGenerator.generateJwk(2048);
        encrypting.setKeyId("encrypting");
        encrypting.setUse("enc");
        published = Optional.of(new JsonWebKeySet(brief, encrypting).toJson());

        assertThat(find("brief")).isEmpty();
        assertThat(find("encrypting")).isEmpty();
    }

    @Test
    void one_fetch_serves_all_who_wait() throws Exception {
        var slow = new CompletableFuture<String>();
        var waiting = new TenantKeys(
                tenant -> {
                    asked++;
                    return slow;
                },
                SETTINGS,
                () -> now);

        var one = waiting.find(TENANT, "k1");
        var two = waiting.find(TENANT, "k1");
        slow.complete(Tokens.KEYS);

        assertThat(one.toCompletableFuture().get()).isPresent();
        assertThat(two.toCompletableFuture().get()).isPresent();
        assertThat(asked).isEqualTo(1);
    }

    private Optional<java.security.PublicKey> find(String keyId) throws Exception {
        return keys.find(TENANT, keyId).toCompletableFuture().get();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
