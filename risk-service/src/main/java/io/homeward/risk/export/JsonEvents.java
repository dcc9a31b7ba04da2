package io.homeward.risk.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.risk.signin.Draft;
import io.homeward.risk.signin.Element;
import io.homeward.risk.signin.Field;
import io.homeward.risk.signin.Json;
import io.homeward.risk.signin.Reading;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/** How a log of JSON objects is read, one event an element: its fields by their paths, into a draft of a sign-in. */
final class JsonEvents {
    private final Map<Field, String> paths;
    private final JsonFields fields;

    /** What one kind of log means by its events. */
    interface Meaning {
        /**
         * @param event its fields by their paths, without those that are missing
         * @param draft empty; {@link JsonEvents#fill} fills it
         * @return empty for what is no sign-in
         */
        Optional<Reading> of(Map<String, String> event, Draft draft);
    }

    /**
     * @param paths of what is taken as it is
     * @param further paths of what has to be understood
     */
    JsonEvents(Map<Field, String> paths, Collection<String> further) {
        this.paths = Map.copyOf(paths);
        var all = new HashSet<>(paths.values());
        all.addAll(further);
        this.fields = new JsonFields(all);
    }

    Optional<Reading> read(Element element, Meaning meaning) {
        Map<String, String> event;
        try {
            event = fields.read(element.text());
        } catch (JsonProcessingException e) {
            return Optional.of(Json.broken(e, element.line()));
        }
        return meaning.of(event, new Draft(element.line(), paths));
    }

    /** @param nothing words that stand for nothing */
    void fill(Draft draft, Map<String, String> event, Collection<String> nothing) {
        paths.forEach((field, path) -> {
            String text = event.getOrDefault(path, "");
            draft.set(field, nothing.contains(text) ? "" : text);
        });
    }
}
