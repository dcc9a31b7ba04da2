package io.homeward.risk.intel;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.intel.Edition;
import io.homeward.intel.IntelFolder;
import io.homeward.intel.SourceKind;
import io.homeward.intel.SourceStatus;
import io.homeward.risk.Rights;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the files about addresses stand, what is missing, and what their licences ask us to show. */
@Path("/v1/intelligence")
@RunOnVirtualThread
public class IntelligenceResource {
    private final IntelFolder folder;
    private final CurrentCaller caller;
    private final InstantSource clock;

    IntelligenceResource(IntelFolder folder, CurrentCaller caller, InstantSource clock) {
        this.folder = folder;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * @param present whether an edition of it is in force
     * @param version of a database the day it was built, of a text the beginning of its SHA-256
     * @param malformed how many lines were left out
     * @param lastError why the file as it lies there now is not in force
     */
    @JsonInclude
    public record Source(
            String name,
            @Nullable String kind,
            boolean present,
            @Nullable String version,
            @Nullable Instant builtAt,
            @Nullable Long ageDays,
            long entries,
            long malformed,
            List<String> malformedExamples,
            @Nullable String lastError,
            @Nullable Instant readAt) {
        static Source of(SourceStatus status, Instant now) {
            Optional<Edition> edition = status.edition();
            return new Source(
                    status.name(),
                    status.kind().map(SourceKind::wireName).orElse(null),
                    status.present(),
                    edition.map(Edition::version).orElse(null),
                    edition.map(Edition::builtAt).orElse(null),
                    edition.map(known -> known.age(now).toDays()).orElse(null),
                    status.entries(),
                    status.malformed(),
                    status.malformedExamples(),
                    status.error().orElse(null),
                    status.readAt().orElse(null));
        }
    }

    /** A kind of source of which there is none, and what cannot be said without it. */
    public record Missing(String kind, String without) {}

    /** @param configured whether the operator has named a folder at all */
    public record Standing(
            boolean configured, List<Source> sources, List<Missing> missing, List<String> attributions) {}

    @GET
    public Standing standing() {
        var unused = Rights.READ_DETECTIONS.in(caller.get());
        Instant now = clock.instant();
        List<SourceStatus> statuses = folder.statuses();
        return new Standing(
                folder.configured(),
                statuses.stream().map(status -> Source.of(status, now)).toList(),
                Arrays.stream(SourceKind.values())
                        .filter(kind -> statuses.stream()
                                .noneMatch(status -> status.present()
                                        && status.kind().filter(kind::equals).isPresent()))
                        .map(kind -> new Missing(kind.wireName(), without(kind)))
                        .toList(),
                statuses.stream()
                        .filter(SourceStatus::present)
                        .map(SourceStatus::attribution)
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .toList());
    }

    private static String without(SourceKind kind) {
        return switch (kind) {
            case PLACES ->
                "Places are those the senders of sign-ins give; where they give none, travel and new countries are not judged.";
            case NETWORKS -> "Networks are unknown: no familiarity by network, no hosting by the name of a network.";
            case ANONYMITY -> "No flags from such a database; lists may say the same.";
            case TOR -> "Tor exits are not recognised.";
            case VPN -> "VPNs, relays and proxies are not recognised.";
            case HOSTING -> "Data centres are recognised by the names of their networks only.";
            case THREAT -> "Addresses of threat actors are not recognised.";
        };
    }
}
