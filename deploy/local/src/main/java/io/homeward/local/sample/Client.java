package io.homeward.local.sample;

import java.util.List;

/**
 * A registered application.
 *
 * @param secret for client credentials and token exchange
 * @param permissions application permissions by their Graph names
 */
public record Client(String id, String secret, String name, List<String> permissions) {
    public Client {
        permissions = List.copyOf(permissions);
    }
}
