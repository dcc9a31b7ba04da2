package io.homeward.gateway.authzen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.gateway.authzen.Question.Circumstances;
import io.homeward.gateway.authzen.Question.Subject;
import io.homeward.gateway.authzen.Question.Thing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Requests of the Authorization API, strictly: right types, no doubled members, nothing after the end. Members it does not know it ignores. */
final class RequestReader {
    static final int MOST_EVALUATIONS = 50;
    private static final int DEEPEST = 16;
    private static final int LONGEST_STRING = 16 * 1024;

    /** Of a type, an id, a name. */
    private static final int LONGEST_NAME = 256;

    private static final String ANY = "";

    private static final ObjectMapper MAPPER = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_STRING)
                            .maxNameLength(LONGEST_NAME)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RequestReader() {}

    static Question evaluation(byte[] body) throws Unreadable {
        return question(whole(body));
    }

    static Several evaluations(byte[] body) throws Unreadable {
        ObjectNode whole = whole(body);
        JsonNode items = whole.path("evaluations");
        if (items.isMissingNode() || (items.isArray() && items.isEmpty())) {
            return new Several.One(question(whole));
        }
        if (!items.isArray()) {
            throw new Unreadable("evaluations is an array.");
        }
        if (items.size() > MOST_EVALUATIONS) {
            throw new Unreadable("There are at most %d evaluations in a request.".formatted(MOST_EVALUATIONS));
        }
        Semantic semantic = semantic(whole);
        defaultsAreObjects(whole);
        List<Several.Item> read = new ArrayList<>();
        for (JsonNode item : items) {
            read.add(item(whole, item));
        }
        return new Several.Many(semantic, read);
    }

    static Searched search(Target target, byte[] body) throws Unreadable {
        ObjectNode whole = whole(body);
        ObjectNode parameters = whole.deepCopy();
        parameters.remove("page");
        JsonNode page = optionalObject(whole, "page");
        String hash = PageToken.hash(target, parameters.toString());
        Optional<String> token = optionalText(page, "page", "token").filter(text -> !text.isEmpty());
        Optional<String> after = token.isEmpty() ? Optional.empty() : Optional.of(PageToken.after(token.get(), hash));
        var question = new Question(
                target == Target.SUBJECT ? searchedSubject(whole) : subject(whole),
                target == Target.ACTION ? ANY : action(whole),
                target == Target.RESOURCE ? searchedResource(whole) : resource(whole),
                circumstances(whole));
        return new Searched(question, hash, after, limit(page));
    }

    /** What a search is for. */
    enum Target {
        SUBJECT,
        RESOURCE,
        ACTION
    }

    private static ObjectNode whole(byte[] body) throws Unreadable {
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new Unreadable("The body is no JSON object, or is nested too deep, or says a member twice.");
        } catch (IOException e) {
            throw new Unreadable("The body cannot be read.");
        }
        throw new Unreadable("The body is no JSON object.");
    }

    private static Several.Item item(ObjectNode defaults, JsonNode item) {
        if (!(item instanceof ObjectNode object)) {
            return new Several.Item.Wrong("An evaluation is an object.");
        }
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        for (String member : List.of("subject", "action", "resource", "context")) {
            JsonNode value = object.has(member) ? object.get(member) : defaults.get(member);
            if (value != null) {
                merged.set(member, value);
            }
        }
        try {
            return new Several.Item.Asked(question(merged));
        } catch (Unreadable e) {
            return new Several.Item.Wrong(e.told());
        }
    }

    private static void defaultsAreObjects(ObjectNode whole) throws Unreadable {
        for (String member : List.of("subject", "action", "resource", "context")) {
            optionalObject(whole, member);
        }
    }

    private static Semantic semantic(ObjectNode whole) throws Unreadable {
        JsonNode options = optionalObject(whole, "options");
        Optional<String> named = optionalText(options, "options", "evaluations_semantic");
        return named.isEmpty()
                ? Semantic.EXECUTE_ALL
                : Semantic.of(named.get())
                        .orElseThrow(
                                () -> new Unreadable(
                                        "options.evaluations_semantic is execute_all, deny_on_first_deny or permit_on_first_permit."));
    }

    private static Question question(ObjectNode whole) throws Unreadable {
        return new Question(subject(whole), action(whole), resource(whole), circumstances(whole));
    }

    private static Subject subject(ObjectNode whole) throws Unreadable {
        return subject(whole, name(object(whole, "subject"), "subject", "id"));
    }

    private static Subject searchedSubject(ObjectNode whole) throws Unreadable {
        return subject(whole, ANY);
    }

    private static Subject subject(ObjectNode whole, String id) throws Unreadable {
        JsonNode subject = object(whole, "subject");
        JsonNode properties = optionalObject(subject, "properties");
        return new Subject(
                name(subject, "subject", "type"),
                id,
                optionalText(properties, "subject.properties", "issuer"),
                optionalText(properties, "subject.properties", "access_token"));
    }

    private static String action(ObjectNode whole) throws Unreadable {
        JsonNode action = object(whole, "action");
        optionalObject(action, "properties");
        return name(action, "action", "name");
    }

    private static Thing resource(ObjectNode whole) throws Unreadable {
        return new Thing(searchedResource(whole).type(), name(object(whole, "resource"), "resource", "id"));
    }

    private static Thing searchedResource(ObjectNode whole) throws Unreadable {
        JsonNode resource = object(whole, "resource");
        optionalObject(resource, "properties");
        return new Thing(name(resource, "resource", "type"), ANY);
    }

    private static Circumstances circumstances(ObjectNode whole) throws Unreadable {
        JsonNode context = optionalObject(whole, "context");
        return new Circumstances(
                optionalText(context, "context", "ip_address"), optionalText(context, "context", "user_agent"));
    }

    private static int limit(JsonNode page) throws Unreadable {
        JsonNode limit = page.path("limit");
        if (limit.isMissingNode()) {
            return Search.MOST_RESULTS;
        }
        if (!limit.isIntegralNumber() || !limit.canConvertToInt() || limit.intValue() < 1) {
            throw new Unreadable("page.limit is a whole number from 1 on.");
        }
        return Math.min(limit.intValue(), Search.MOST_RESULTS);
    }

    private static JsonNode object(JsonNode from, String member) throws Unreadable {
        JsonNode value = from.path(member);
        if (!value.isObject()) {
            throw new Unreadable("%s is required, and is an object.".formatted(member));
        }
        return value;
    }

    /** Missing is an object without members. */
    private static JsonNode optionalObject(JsonNode from, String member) throws Unreadable {
        JsonNode value = from.path(member);
        if (value.isMissingNode()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (!value.isObject()) {
            throw new Unreadable("%s is an object.".formatted(member));
        }
        return value;
    }

    private static String name(JsonNode from, String of, String member) throws Unreadable {
        JsonNode value = from.path(member);
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > LONGEST_NAME) {
            throw new Unreadable(
                    "%s.%s is required, and is a string of 1 to %d characters.".formatted(of, member, LONGEST_NAME));
        }
        return value.textValue();
    }

    private static Optional<String> optionalText(JsonNode from, String of, String member) throws Unreadable {
        JsonNode value = from.path(member);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new Unreadable("%s.%s is a string.".formatted(of, member));
        }
        return Optional.of(value.textValue());
    }
}
