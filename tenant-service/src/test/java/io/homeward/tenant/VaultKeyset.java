package io.homeward.tenant;

import io.homeward.vault.Keysets;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A key for the secrets that are kept. */
public class VaultKeyset implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of("homeward.keyset", Keysets.fresh());
    }

    @Override
    public void stop() {
        // a key needs no ending
    }
}
