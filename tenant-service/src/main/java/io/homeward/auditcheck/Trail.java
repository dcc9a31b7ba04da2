package io.homeward.auditcheck;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A trail while it is checked: entries are followed one by one, and checkpoints are held against it. Memory grows with the checkpoints, not
 * with the entries.
 */
final class Trail {
    private final Optional<SealKey> key;
    private final UUID tenant;
    private final long after;
    private final Map<Long, List<SignedCheckpoint>> awaited = new TreeMap<>();
    private Chain chain;
    private long sealed;
    private int checkpoints;

    /**
     * @param start what the entries before the first one to come are said to be
     * @param kept checkpoints from elsewhere, such as an earlier export
     */
    Trail(Chain start, Optional<SealKey> key, List<SignedCheckpoint> kept) {
        this.key = key;
        this.tenant = start.tenant();
        this.after = start.number();
        this.chain = start;
        kept.stream()
                .filter(one -> one.checkpoint().tenant().equals(tenant))
                .filter(this::isGenuine)
                .forEach(one -> awaited.computeIfAbsent(one.checkpoint().number(), number -> new ArrayList<>())
                        .add(one));
        hold(awaited.remove(after));
    }

    /** @throws Broken as {@link Chain#following}, or where a checkpoint says otherwise */
    void follow(long number, String hash, String entry) {
        chain = chain.following(number, hash, entry);
        hold(awaited.remove(number));
    }

    /**
     * Holds the trail's own checkpoints against it, after all entries. Those of another key are counted for nothing.
     *
     * @param hashes of the entries of these checkpoints' numbers, as they were followed
     */
    void check(List<SignedCheckpoint> own, Map<Long, String> hashes) {
        own.stream()
                .sorted(Comparator.comparingLong(one -> one.checkpoint().number()))
                .forEach(one -> check(one, hashes));
    }

    private void check(SignedCheckpoint one, Map<Long, String> hashes) {
        Checkpoint checkpoint = one.checkpoint();
        if (!checkpoint.tenant().equals(tenant)) {
            throw new Broken(checkpoint.number(), "a checkpoint is of another tenant");
        }
        if (key.isPresent() && one.key().equals(key.get().id()) && !one.isBy(key.get())) {
            throw new Broken(checkpoint.number(), "the signature of its checkpoint is not genuine");
        }
        if (checkpoint.number() > chain.number()) {
            throw new Broken(
                    chain.number() + 1,
                    "it is missing: a checkpoint speaks of number %d".formatted(checkpoint.number()));
        }
        String followed = hashes.get(checkpoint.number());
        if (followed != null) {
            compare(one, followed);
        }
    }

    private void hold(@org.jspecify.annotations.Nullable List<SignedCheckpoint> here) {
        if (here != null) {
            here.forEach(one -> compare(one, chain.hash()));
        }
    }

    private void compare(SignedCheckpoint one, String followed) {
        if (!one.checkpoint().hash().equals(followed)) {
            throw new Broken(
                    one.checkpoint().number(),
                    "its checkpoint of %s has another hash: something up to here was written anew"
                            .formatted(one.checkpoint().at()));
        }
        if (isGenuine(one)) {
            checkpoints++;
            sealed = Math.max(sealed, one.checkpoint().number());
        }
    }

    /** @throws Broken where fewer entries came than are spoken of elsewhere */
    void end(long number, String hash) {
        if (number != chain.number()) {
            throw new Broken(
                    Math.min(number, chain.number()) + 1,
                    "the trail ends at %d, and entries up to %d are here".formatted(number, chain.number()));
        }
        if (!hash.equals(chain.hash())) {
            throw new Broken(number, "the trail's end has another hash");
        }
        awaited.keySet().stream().filter(one -> one > number).findFirst().ifPresent(one -> {
            throw new Broken(
                    number + 1, "it is missing: a checkpoint that was kept speaks of number %d".formatted(one));
        });
    }

    boolean isGenuine(SignedCheckpoint one) {
        return key.filter(one::isBy).isPresent();
    }

    Chain chain() {
        return chain;
    }

    long sealed() {
        return sealed;
    }

    String report() {
        String signatures = key.isEmpty()
                ? "signatures not checked (no --key)"
                : "%d genuine checkpoints, signed up to %d".formatted(checkpoints, sealed);
        return "tenant %s: %d entries (%d to %d), unbroken; %s"
                .formatted(tenant, chain.number() - after, after + 1, chain.number(), signatures);
    }
}
