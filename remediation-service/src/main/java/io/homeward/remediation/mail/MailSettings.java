package io.homeward.remediation.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How letters leave. For {@code smtp} the server is that of {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "homeward.mail")
public interface MailSettings {

    /** What becomes of letters. */
    enum Way {
        /** Nobody is told anything, and nobody can reset a forgotten password by himself; it is said at start and in the service's health. */
        OFF,
        /** Each is a file with the ending {@code .eml}: for trials and tests. */
        FOLDER,
        /** To the operator's mail server. */
        SMTP
    }

    @WithDefault("off")
    Way way();

    /** Where {@link Way#FOLDER} puts them. */
    Optional<Path> folder();

    /** Who they are from. */
    @WithDefault("no-reply@homeward.invalid")
    String from();

    /** Of those who have not said which they read: {@code en}, {@code de}, {@code fr} or {@code es}. */
    @WithDefault("en")
    String language();

    /** So often somebody is told things of one kind in an hour, each time at all his addresses. */
    @WithDefault("10")
    @Min(1)
    @Max(1000)
    int perKindAndHour();

    /** A mail server that has been away for so long has lost what it was to be told. */
    @WithDefault("P3D")
    Duration givesUpAfter();
}
