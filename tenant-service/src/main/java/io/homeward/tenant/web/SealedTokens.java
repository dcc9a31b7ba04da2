package io.homeward.tenant.web;

import io.homeward.graph.query.TokenSeal;
import io.homeward.vault.Vault;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Tokens of listings under the key that secrets are kept under: they hold the database's own numbers, and names of people. */
@Singleton
public class SealedTokens implements TokenSeal {
    private static final String PURPOSE = "listing-token\n";

    private final Vault vault;

    SealedTokens(Vault vault) {
        this.vault = vault;
    }

    @Override
    public byte[] seal(String binding, byte[] token) {
        return vault.seal(PURPOSE + binding, token).bytes();
    }

    @Override
    public Optional<byte[]> open(String binding, byte[] sealed) {
        return vault.opened(PURPOSE + binding, sealed);
    }
}
