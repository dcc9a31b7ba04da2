package io.homeward.systemtest.openid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A key with a certificate that it has signed itself, made by the JDK's own keytool.
 *
 * @param der X.509, Base64
 * @param hash SHA-256 of it, hexadecimal
 * @param pem the private key, PKCS #8
 */
record Certificate(String der, String hash, String pem) {
    private static final String PASSWORD = "made-for-this-test";

    static Certificate in(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("client.p12");
        Files.deleteIfExists(store);
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "client",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=client",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD.toCharArray());
        }
        byte[] der = keys.getCertificate("client").getEncoded();
        byte[] key = keys.getKey("client", PASSWORD.toCharArray()).getEncoded();
        return new Certificate(
                Base64.getEncoder().encodeToString(der),
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der)),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n");
    }
}
