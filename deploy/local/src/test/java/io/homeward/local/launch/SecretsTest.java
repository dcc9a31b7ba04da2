package io.homeward.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.local.door.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path folder;

    @Test
    void a_secret_is_made_once_and_kept() throws IOException {
        String first = Secrets.in(folder).text("operator");

        assertThat(Secrets.in(folder).text("operator")).isEqualTo(first).hasSizeGreaterThanOrEqualTo(43);
        assertThat(Secrets.in(folder).text("another")).isNotEqualTo(first);
    }

    @Test
    void only_the_owner_can_read_what_is_written() throws IOException {
        Secrets secrets = Secrets.in(folder);
        secrets.text("operator");

        for (Path file : List.of(secrets.keyset(), secrets.appTokenKey(), folder.resolve("secrets.properties"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void the_keyset_has_one_enabled_aes_256_gcm_key() throws IOException {
        JsonNode keyset = Json.parse(Files.readString(Secrets.in(folder).keyset()));

        JsonNode key = keyset.at("/key/0");
        assertThat(key.path("keyId").asLong())
                .isEqualTo(keyset.path("primaryKeyId").asLong());
        assertThat(Base64.getDecoder().decode(key.at("/keyData/value").asText()))
                .hasSize(34)
                .startsWith(0x1a, 0x20);
    }

    @Test
    void the_key_for_application_tokens_is_pem_that_java_reads() throws Exception {
        String pem = Files.readString(Secrets.in(folder).appTokenKey());

        String base64 = pem.replaceAll("-----[A-Z ]+-----", "");
        var key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
        assertThat(key.getAlgorithm()).isEqualTo("RSA");
    }
}
