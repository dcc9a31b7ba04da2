package io.homeward.gateway.route;

import io.vertx.core.MultiMap;
import java.net.URI;

/**
 * Redirects of an application to itself, said in the address the client knows. Others are handed on as they are: the client follows
 * them, or not, from where it stands; the gateway never does.
 *
 * @param upstream the application's own address
 * @param base its path there, without a slash at the end
 * @param prefix its path at the apps door
 */
record Redirects(URI upstream, String base, String prefix) {

    void outside(MultiMap headers) {
        String location = headers.get("Location");
        if (location == null) {
            return;
        }
        String own = upstream.getScheme() + "://" + upstream.getRawAuthority();
        String path = location.startsWith(own + "/") ? location.substring(own.length()) : location;
        boolean absolute = path.startsWith("/") && !path.startsWith("//");
        if (absolute && (base.isEmpty() || path.startsWith(base + "/"))) {
            headers.set("Location", prefix + path.substring(base.length()));
        }
    }
}
