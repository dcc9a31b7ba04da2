package io.homeward.tenant.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The rules of one tenant while they are changed: their row is locked, and everything that is done through the handle and noted here
 * becomes one version.
 */
public final class OpenRules {
    private final Handle handle;
    private final TenantId tenant;
    private final Author author;
    private final List<Noted> notes = new ArrayList<>();
    private Optional<Long> restored = Optional.empty();

    OpenRules(Handle handle, TenantId tenant, Author author) {
        this.handle = handle;
        this.tenant = tenant;
        this.author = author;
    }

    /**
     * One thing that was changed.
     *
     * @param name as people know it
     * @param before what it was; empty where there was nothing
     * @param after what it is now; empty where it is gone
     */
    record Noted(Thing thing, UUID id, String name, Optional<JsonNode> before, Optional<JsonNode> after) {
        String change() {
            if (after.isEmpty()) {
                return "removed";
            }
            return before.isEmpty() ? "added" : "changed";
        }
    }

    public Handle handle() {
        return handle;
    }

    public TenantId tenant() {
        return tenant;
    }

    public Author author() {
        return author;
    }

    public void added(Thing thing, UUID id, String name, JsonNode after) {
        notes.add(new Noted(thing, id, name, Optional.empty(), Optional.of(after)));
    }

    public void changed(Thing thing, UUID id, String name, JsonNode before, JsonNode after) {
        notes.add(new Noted(thing, id, name, Optional.of(before), Optional.of(after)));
    }

    public void removed(Thing thing, UUID id, String name, JsonNode before) {
        notes.add(new Noted(thing, id, name, Optional.of(before), Optional.empty()));
    }

    /** Says that this change brings back an earlier version. */
    public void restores(long number) {
        restored = Optional.of(number);
    }

    /** Whether anything has changed so far. */
    public boolean touched() {
        return !notes.isEmpty();
    }

    /** What kinds of things have changed so far. */
    public Set<Thing> things() {
        return notes.stream().map(Noted::thing).collect(Collectors.toUnmodifiableSet());
    }

    List<Noted> notes() {
        return List.copyOf(notes);
    }

    Optional<Long> restored() {
        return restored;
    }
}
