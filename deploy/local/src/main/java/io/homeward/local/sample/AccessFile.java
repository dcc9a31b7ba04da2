package io.homeward.local.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.local.door.Json;
import io.homeward.local.door.PublicDoor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** {@code access.json}: where the suite listens and who may sign in, for scripts. Its shape is described in {@code deploy/local/README.md}. */
public final class AccessFile {
    private AccessFile() {}

    /** Replaces the file; only its owner can read it. */
    public static void write(Path file, PublicDoor door, Operator operator, Iterable<Organisation> organisations)
            throws IOException {
        ObjectNode access = Json.object()
                .put("edge", door.edge().toString())
                .put("apps", door.apps().toString());
        var tenants = access.putArray("tenants");
        var clients = access.putArray("clients");
        var people = access.putArray("people");
        tenants.addObject()
                .put("id", operator.tenant())
                .put("name", "Homeward")
                .put("domain", "")
                .put("role", "platform");
        client(clients.addObject(), operator.client(), operator.tenant());
        for (Organisation organisation : organisations) {
            tenants.addObject()
                    .put("id", organisation.id())
                    .put("name", organisation.name())
                    .put("domain", organisation.domain())
                    .put("role", organisation.role());
            client(clients.addObject(), organisation.administration(), organisation.id());
            organisation.portal().ifPresent(portal -> client(clients.addObject(), portal, organisation.id()));
            for (Person person : organisation.people()) {
                people.addObject()
                        .put("id", person.id())
                        .put("tenant", organisation.id())
                        .put("name", person.displayName())
                        .put("userPrincipalName", person.userPrincipalName())
                        .put("password", person.password())
                        .put(
                                "totpSeed",
                                person.authenticator().map(each -> each.seed()).orElse(null))
                        .put("role", person.role());
            }
        }
        write(file, Json.pretty(access) + "\n");
    }

    private static void client(ObjectNode json, Client client, String tenant) {
        json.put("id", client.id())
                .put("secret", client.secret())
                .put("tenant", tenant)
                .put("name", client.name());
        client.permissions().forEach(json.putArray("permissions")::add);
    }

    private static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text);
        Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
