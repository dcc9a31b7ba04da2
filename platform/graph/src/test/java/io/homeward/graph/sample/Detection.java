package io.homeward.graph.sample;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A sample of what a Graph resource shows. */
public record Detection(
        UUID id,
        String riskEventType,
        String userPrincipalName,
        String riskLevel,
        String source,
        Boolean isSimulated,
        Status status,
        Location location,
        List<String> tags,
        Instant detectedDateTime,
        String remark) {

    public Detection(
            UUID id,
            String riskEventType,
            String userPrincipalName,
            String riskLevel,
            String source,
            Boolean isSimulated,
            Status status,
            Location location,
            List<String> tags,
            Instant detectedDateTime) {
        this(
                id,
                riskEventType,
                userPrincipalName,
                riskLevel,
                source,
                isSimulated,
                status,
                location,
                tags,
                detectedDateTime,
                riskEventType);
    }

    public record Status(Long errorCode) {}

    public record Location(String city) {}
}
