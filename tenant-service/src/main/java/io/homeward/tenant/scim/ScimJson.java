package io.homeward.tenant.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.graph.GraphRequest;
import io.homeward.tenant.directory.Person;
import io.homeward.tenant.directory.Profile;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Users and groups as SCIM writes them (RFC 7643), and bodies as they are read. */
@Singleton
class ScimJson {
    /** Where every resource says its version and its address. */
    static final String META = "meta";

    static final String VERSION = "version";
    static final String LOCATION = "location";
    private static final int TAG_DIGITS = 16;

    private final ObjectMapper json;
    private final GraphRequest request;

    ScimJson(ObjectMapper json, GraphRequest request) {
        this.json = json;
        this.request = request;
    }

    /** @throws io.homeward.graph.refusal.GraphRefusal {@code invalidSyntax} where it is no JSON object */
    JsonNode body(@Nullable String text) {
        try {
            JsonNode body = json.readTree(text == null ? "" : text);
            if (body == null || !body.isObject()) {
                throw ScimRefusals.invalidSyntax("The body is a JSON object.");
            }
            return body;
        } catch (JsonProcessingException e) {
            throw ScimRefusals.invalidSyntax("The body is no JSON: " + e.getOriginalMessage());
        }
    }

    ObjectNode user(ScimUsers.Kept kept) {
        Person person = kept.person();
        String location = location("Users", person.id());
        ObjectNode user = content(kept);
        ArrayNode groups = json.createArrayNode();
        person.groups().stream().map(Object::toString).sorted().forEach(group -> groups.addObject()
                .put("value", group)
                .put("$ref", location("Groups", group)));
        user.set("groups", groups);
        return with(user, "User", person.createdAt(), location, etag(kept));
    }

    ObjectNode group(ScimGroups.Kept kept) {
        ObjectNode group = content(kept);
        return with(
                group,
                "Group",
                kept.group().createdAt(),
                location("Groups", kept.group().id()),
                etag(kept));
    }

    String etag(ScimUsers.Kept kept) {
        return etag(content(kept));
    }

    String etag(ScimGroups.Kept kept) {
        return etag(content(kept));
    }

    String location(String resources, Object id) {
        return request.address("%s/%s/%s".formatted(ScimSchema.ROOT, resources, id));
    }

    ObjectNode list(Collection<ObjectNode> resources, long total, int startIndex) {
        ObjectNode list = json.createObjectNode();
        list.putArray("schemas").add(ScimSchema.LIST);
        list.put("totalResults", total).put("startIndex", startIndex).put("itemsPerPage", resources.size());
        list.putArray("Resources").addAll(resources);
        return list;
    }

    /** What belongs to a version: everything that the client can write. */
    private ObjectNode content(ScimUsers.Kept kept) {
        Profile profile = kept.person().profile();
        ObjectNode user = json.createObjectNode();
        ArrayNode schemas = user.putArray("schemas").add(ScimSchema.USER);
        user.put("id", kept.person().id().toString());
        kept.externalId().ifPresent(name -> user.put("externalId", name));
        user.put("userName", profile.userPrincipalName());
        user.put("displayName", profile.displayName());
        user.put("active", profile.accountEnabled());
        for (UserAttribute attribute : UserAttribute.values()) {
            @Nullable String text = profile.text(attribute.text());
            if (text != null) {
                put(user, attribute.path().split("[.]"), text);
            }
        }
        if (!profile.businessPhones().isEmpty()) {
            put(
                    user,
                    new String[] {"phoneNumbers", "work"},
                    profile.businessPhones().getFirst());
        }
        if (user.has(ScimSchema.ENTERPRISE)) {
            schemas.add(ScimSchema.ENTERPRISE);
        }
        return user;
    }

    private ObjectNode content(ScimGroups.Kept kept) {
        ObjectNode group = json.createObjectNode();
        group.putArray("schemas").add(ScimSchema.GROUP);
        group.put("id", kept.group().id().toString());
        kept.externalId().ifPresent(name -> group.put("externalId", name));
        group.put("displayName", kept.group().displayName());
        ArrayNode members = group.putArray("members");
        kept.members().forEach(member -> members.addObject()
                .put("value", member.id().toString())
                .put("display", member.displayName())
                .put("type", "User")
                .put("$ref", location("Users", member.id())));
        return group;
    }

    private static void put(ObjectNode user, String[] path, String text) {
        switch (path[0]) {
            case "emails", "phoneNumbers" ->
                user.withArray(path[0])
                        .addObject()
                        .put("type", path[1])
                        .put("value", text)
                        .put("primary", path[1].equals("work"));
            case "addresses" -> {
                ArrayNode addresses = user.withArray(path[0]);
                ObjectNode address = addresses.isEmpty()
                        ? addresses.addObject().put("type", path[1])
                        : (ObjectNode) addresses.get(0);
                address.put(path[2], text);
            }
            case "enterprise" -> user.withObject("/" + ScimSchema.ENTERPRISE).put(path[1], text);
            default -> {
                if (path.length == 1) {
                    user.put(path[0], text);
                } else {
                    user.withObject("/" + path[0]).put(path[1], text);
                }
            }
        }
    }

    private static ObjectNode with(ObjectNode resource, String type, Instant created, String location, String etag) {
        resource.putObject(META)
                .put("resourceType", type)
                .put("created", created.toString())
                .put(LOCATION, location)
                .put(VERSION, etag);
        return resource;
    }

    private static String etag(ObjectNode content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(content.toString().getBytes(StandardCharsets.UTF_8));
            return "W/\"%s\"".formatted(HexFormat.of().formatHex(digest).substring(0, TAG_DIGITS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    /**
     * Leaves out what nobody asked for (RFC 7644, section 3.9). Names of schemas before an attribute are understood; id and schemas stay.
     *
     * @param attributes only these, where any are named
     */
    static ObjectNode projected(ObjectNode resource, Optional<String> attributes, Optional<String> excluded) {
        if (attributes.isPresent()) {
            List<String> wanted = names(attributes.get());
            keep(resource, name -> Wanted.ALWAYS.contains(name) || Wanted.covers(wanted, name));
            nested(resource, wanted);
        } else if (excluded.isPresent()) {
            List<String> unwanted = names(excluded.get());
            keep(resource, name -> Wanted.ALWAYS.contains(name) || !unwanted.contains(name));
            unwanted.stream().filter(name -> name.contains(".")).forEach(name -> {
                String[] parts = name.split("[.]", 2);
                member(resource, parts[0]).ifPresent(inner -> keep(inner, one -> !one.equals(parts[1])));
            });
        }
        return resource;
    }

    private static void nested(ObjectNode resource, List<String> wanted) {
        wanted.stream()
                .filter(name -> name.contains("."))
                .map(name -> name.split("[.]", 2)[0])
                .distinct()
                .forEach(root -> {
                    if (!wanted.contains(root)) {
                        member(resource, root)
                                .ifPresent(inner -> keep(inner, one -> wanted.contains(root + "." + one)));
                    }
                });
    }

    private static Optional<ObjectNode> member(ObjectNode resource, String name) {
        return resource.properties().stream()
                .filter(member -> member.getKey().equalsIgnoreCase(name))
                .map(java.util.Map.Entry::getValue)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .findFirst();
    }

    private static void keep(ObjectNode object, java.util.function.Predicate<String> kept) {
        object.properties().stream()
                .map(java.util.Map.Entry::getKey)
                .filter(name -> !kept.test(name.toLowerCase(java.util.Locale.ROOT)))
                .toList()
                .forEach(object::remove);
    }

    private static List<String> names(String texts) {
        return java.util.Arrays.stream(texts.split(",", -1))
                .map(text -> Wanted.plain(text.strip().toLowerCase(java.util.Locale.ROOT)))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static final class Wanted {
        static final List<String> ALWAYS = List.of("id", "schemas");

        static boolean covers(List<String> wanted, String name) {
            return wanted.stream().anyMatch(one -> one.equals(name) || one.startsWith(name + "."));
        }

        static String plain(String name) {
            for (String schema : List.of(ScimSchema.USER, ScimSchema.GROUP)) {
                String prefix = schema.toLowerCase(java.util.Locale.ROOT) + ":";
                if (name.startsWith(prefix)) {
                    return name.substring(prefix.length());
                }
            }
            // The extension is one member, whichever of its attributes is named.
            String enterprise = ScimSchema.ENTERPRISE.toLowerCase(java.util.Locale.ROOT);
            return name.startsWith(enterprise) ? enterprise : name;
        }
    }
}
