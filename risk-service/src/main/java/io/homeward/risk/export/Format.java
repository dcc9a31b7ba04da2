package io.homeward.risk.export;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every kind of file that is understood. A new one does not compile until {@link ExportedFile} opens it. */
public enum Format {
    /** Graph {@code signIn} objects, as Microsoft Entra gives them. */
    GRAPH("graph"),
    /** The CSV download of the sign-in log in the Entra admin centre. */
    ENTRA_CSV("entraCsv"),
    /** Events of Keycloak: what its REST API answers, or its server log. */
    KEYCLOAK("keycloak"),
    /** Okta's System Log. */
    OKTA("okta"),
    /** OCSF class 3002, Authentication. */
    OCSF("ocsf"),
    /** The log of an OpenSSH server. */
    OPENSSH("openssh"),
    /** Any other CSV file, with a {@link Mapping}. */
    CSV("csv");

    private final String wireName;

    Format(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<Format> ofWire(String name) {
        return Arrays.stream(values())
                .filter(each -> each.wireName.equals(name))
                .findFirst();
    }

    /** For whoever named another. */
    public static String names() {
        return Arrays.stream(values()).map(Format::wireName).collect(Collectors.joining(", "));
    }
}
