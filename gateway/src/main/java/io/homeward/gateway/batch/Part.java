package io.homeward.gateway.batch;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One call of a batch.
 *
 * @param id as the client wrote it; unique in the batch whatever its case
 * @param method in capitals; one that a door serves
 * @param url relative to the version of the API, as the client wrote it; nobody has looked where it leads
 * @param headers names are tokens, values have no control characters (RFC 9110 section 5)
 * @param body as it is to be sent
 * @param dependsOn ids of parts of the same batch, in their own spelling
 */
public record Part(
        String id,
        String method,
        String url,
        Map<String, String> headers,
        Optional<byte[]> body,
        Set<String> dependsOn) {
    public Part {
        headers = Map.copyOf(headers);
        dependsOn = Set.copyOf(dependsOn);
    }
}
