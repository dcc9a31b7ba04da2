package io.homeward.tenant.scim;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.tenant.directory.Profile;
import io.homeward.tenant.directory.ProfileText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A user while a client writes him: every attribute under its whole path in lower case, such as {@code name.givenname} or
 * {@code emails.work}. It reads objects as clients send them (values of the wrong JSON type that say the same, names with dots and schema
 * names before them) and becomes a directory's profile at the end.
 */
final class ScimUser {
    static final String USER_NAME = "username";
    static final String EXTERNAL_ID = "externalid";
    static final String ACTIVE = "active";
    static final String DISPLAY_NAME = "displayname";
    static final String FORMATTED = "name.formatted";
    static final String PASSWORD = "password";

    private static final Set<String> READ_ONLY = Set.of("id", "meta", "groups");
    private static final Set<String> ROOTS = Set.of("name", "emails", "phonenumbers", "addresses", "enterprise");
    private static final Set<String> SEVERAL = Set.of("emails", "phonenumbers", "addresses");

    /** Known to SCIM, and not kept: a client that sends all it knows is not refused for them. */
    private static final Set<String> NOT_KEPT = Set.of(
            "schemas",
            "profileurl",
            "locale",
            "timezone",
            "ims",
            "photos",
            "entitlements",
            "roles",
            "x509certificates");

    private static final Pattern CHOSEN = Pattern.compile(
            "(emails|phonenumbers|addresses)\\[\\s*(?:(type)\\s+eq\\s+\\\\?\"([a-z]{1,20})\\\\?\"|primary\\s+eq\\s+\"?true\"?)\\s*](?:\\.([a-z]+))?");
    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9$_-]*(\\.[a-z0-9$_-]+){0,2}");

    private final Map<String, String> texts = new LinkedHashMap<>();

    /** Nobody yet. */
    ScimUser() {}

    /** Somebody as he is. */
    ScimUser(Profile profile, Optional<String> externalId) {
        texts.put(USER_NAME, profile.userPrincipalName());
        texts.put(DISPLAY_NAME, profile.displayName());
        texts.put(ACTIVE, String.valueOf(profile.accountEnabled()));
        externalId.ifPresent(text -> texts.put(EXTERNAL_ID, text));
        for (UserAttribute attribute : UserAttribute.values()) {
            @Nullable String text = profile.text(attribute.text());
            if (text != null) {
                texts.put(attribute.path().toLowerCase(Locale.ROOT), text);
            }
        }
        if (!profile.businessPhones().isEmpty()) {
            texts.put(UserAttribute.WORK_PHONE, profile.businessPhones().getFirst());
        }
    }

    @Nullable
    String text(String path) {
        return texts.get(path);
    }

    Optional<String> externalId() {
        return Optional.ofNullable(texts.get(EXTERNAL_ID));
    }

    /** Everything an object says. */
    void read(JsonNode object) {
        object.properties().forEach(member -> {
            if (!READ_ONLY.contains(member.getKey().toLowerCase(Locale.ROOT))) {
                set(member.getKey(), member.getValue());
            }
        });
    }

    /** One attribute, by a path as clients write it; null takes it away. */
    void set(String written, JsonNode value) {
        String path = path(written);
        if (!isKnown(path)) {
            return;
        }
        if (READ_ONLY.contains(path.split("[.]", 2)[0])) {
            throw ScimRefusals.mutability(written);
        }
        if (SEVERAL.contains(path)) {
            several(path, value);
        } else if (value.isObject() && isContainer(path)) {
            value.properties().forEach(member -> set(path, member.getKey(), member.getValue()));
        } else if (!isIgnored(path)) {
            put(path, text(written, path, value));
        }
    }

    private void set(String path, String member, JsonNode value) {
        boolean oneOfSeveral = SEVERAL.contains(path.split("[.]", 2)[0]);
        String name = member.toLowerCase(Locale.ROOT);
        if (oneOfSeveral && name.equals("value")) {
            set(path, value);
        } else if (!oneOfSeveral || path.startsWith("addresses.")) {
            set(path + "." + name, value);
        }
    }

    /** The same, by the path of an operation: one that leads nowhere is refused. */
    void patch(String written, JsonNode value) {
        if (!isKnown(path(written))) {
            throw ScimRefusals.invalidPath(written);
        }
        set(written, value);
    }

    void remove(String written) {
        String path = path(written);
        if (!isKnown(path)) {
            throw ScimRefusals.invalidPath(written);
        }
        if (READ_ONLY.contains(path.split("[.]", 2)[0])) {
            throw ScimRefusals.mutability(written);
        }
        if (path.equals(USER_NAME) || path.equals(ACTIVE)) {
            throw ScimRefusals.invalidValue("'%s' cannot be taken away.".formatted(written));
        }
        if (!isIgnored(path)) {
            texts.keySet().removeIf(known -> known.equals(path) || known.startsWith(path + "."));
        }
    }

    /** What was there is replaced; of several values the one of a type that is kept counts, or the primary one. */
    private void several(String path, JsonNode value) {
        texts.keySet().removeIf(known -> known.startsWith(path + "."));
        List<JsonNode> all = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(all::add);
        } else if (!value.isNull()) {
            all.add(value);
        }
        // The primary one last, so that it stays where several have one type.
        all.sort(java.util.Comparator.comparing(one -> one.path("primary").asBoolean(false)));
        for (JsonNode one : all) {
            String type = one.path("type").asText("work").toLowerCase(Locale.ROOT);
            String kept = path.equals("phonenumbers") ? type : "work";
            if (one.isTextual()) {
                put(path + "." + kept, one.asText());
            } else if (one.isObject()) {
                one.properties().forEach(member -> set(path + "." + kept, member.getKey(), member.getValue()));
            } else {
                throw ScimRefusals.invalidValue("The values of '%s' are objects.".formatted(path));
            }
        }
    }

    private void put(String path, @Nullable String text) {
        if (text == null || (text.isBlank() && !path.equals(USER_NAME))) {
            texts.remove(path);
        } else {
            texts.put(path, text);
        }
    }

    private static @Nullable String text(String written, String path, JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (value.isArray() && value.size() == 1 && value.get(0).has("value")) {
            return text(written, path, value.get(0).get("value"));
        }
        if (path.equals(ACTIVE)) {
            // Some write it as a text, in their own case.
            String text = value.asText().toLowerCase(Locale.ROOT);
            if (!text.equals("true") && !text.equals("false")) {
                throw ScimRefusals.invalidValue("'active' is true or false.");
            }
            return text;
        }
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw ScimRefusals.invalidValue("'%s' is a text.".formatted(written));
        }
        return value.asText();
    }

    private static boolean isContainer(String path) {
        return ROOTS.contains(path) || SEVERAL.contains(path.split("[.]", 2)[0]);
    }

    private static boolean isKnown(String path) {
        String root = path.split("[.]", 2)[0];
        return ROOTS.contains(root) || NOT_KEPT.contains(root) || READ_ONLY.contains(root) || !isIgnored(path);
    }

    private static boolean isIgnored(String path) {
        boolean kept = UserAttribute.at(path).isPresent()
                || Set.of(USER_NAME, EXTERNAL_ID, ACTIVE, DISPLAY_NAME, FORMATTED, PASSWORD, UserAttribute.WORK_PHONE)
                        .contains(path);
        return !kept;
    }

    /** In lower case, without the names of schemas, and with the type of a chosen value as a part of it. */
    private static String path(String written) {
        String path = written.strip().toLowerCase(Locale.ROOT);
        path = without(path, ScimSchema.USER, "");
        path = without(path, ScimSchema.ENTERPRISE, "enterprise.");
        if (path.startsWith("urn:")) {
            return "enterprise.unknown"; // somebody's own extension
        }
        Matcher chosen = CHOSEN.matcher(path);
        if (chosen.matches()) {
            @Nullable String type = chosen.group(3);
            @Nullable String member = chosen.group(4);
            String kept = type != null && chosen.group(1).equals("phonenumbers") ? type : "work";
            String base = chosen.group(1) + "." + kept;
            return member == null || member.equals("value") ? base : base + "." + member;
        }
        if (!PLAIN.matcher(path).matches()) {
            throw ScimRefusals.invalidPath(written);
        }
        return path.equals("emails.value") ? "emails.work" : path;
    }

    private static String without(String path, String schema, String instead) {
        String prefix = schema.toLowerCase(Locale.ROOT);
        if (path.equals(prefix)) {
            return instead.isEmpty() ? path : instead.substring(0, instead.length() - 1);
        }
        return path.startsWith(prefix + ":") ? instead + path.substring(prefix.length() + 1) : path;
    }

    /**
     * The profile this makes of somebody; what SCIM does not know of him stays.
     *
     * @param before who he is; empty for somebody new
     */
    Profile profile(Optional<Profile> before) {
        @Nullable String name = texts.get(USER_NAME);
        if (name == null || name.isBlank()) {
            throw ScimRefusals.invalidValue("A user has a userName.");
        }
        Map<ProfileText, String> kept = new LinkedHashMap<>();
        before.ifPresent(profile -> kept.putAll(profile.texts()));
        for (UserAttribute attribute : UserAttribute.values()) {
            @Nullable String text = texts.get(attribute.path().toLowerCase(Locale.ROOT));
            if (text == null) {
                kept.remove(attribute.text());
            } else {
                kept.put(attribute.text(), text);
            }
        }
        @Nullable String phone = texts.get(UserAttribute.WORK_PHONE);
        return new Profile(
                name,
                displayName(name),
                Boolean.parseBoolean(texts.getOrDefault(
                        ACTIVE,
                        String.valueOf(before.map(Profile::accountEnabled).orElse(true)))),
                before.map(Profile::userType).orElse(Profile.UserType.MEMBER),
                kept,
                phone == null ? List.of() : List.of(phone),
                before.map(Profile::otherMails).orElse(List.of()));
    }

    private String displayName(String otherwise) {
        for (String path : List.of(DISPLAY_NAME, FORMATTED)) {
            @Nullable String text = texts.get(path);
            if (text != null) {
                return text;
            }
        }
        String both =
                (texts.getOrDefault("name.givenname", "") + " " + texts.getOrDefault("name.familyname", "")).strip();
        return both.isEmpty() ? otherwise : both;
    }
}
