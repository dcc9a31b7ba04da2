package io.homeward.gateway.route;

import io.homeward.gateway.web.Call;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the gateway itself says about a call to whoever serves it. Services believe it because only holders of internal tokens reach them. */
final class Said {
    private Said() {}

    /** @param base the address the client used, as configured and not as the client claims */
    static Map<String, String> about(Call call, URI base) {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("X-Forwarded-Proto", base.getScheme());
        said.put("X-Forwarded-Host", base.getAuthority());
        said.put("Homeward-Client-Ip", call.from());
        said.put("request-id", call.requestId().toString());
        call.clientRequestId().ifPresent(id -> said.put("client-request-id", id));
        return said;
    }
}
