package io.homeward.tenant.directory;

import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client means by {@code @odata.id}: {@code https://host/v1.0/directoryObjects/{id}}, {@code .../users/{id}} or {@code
 * directoryObjects('{id}')}. The address itself is never asked; only the id at its end counts.
 */
public record ObjectReference(String address) {
    private static final Pattern LAST = Pattern.compile("(?:^|[/(])'?([^/'()]+)'?\\)?/?$");

    /** @throws Refusal {@link Fault#INVALID} where it is no address of an object */
    public PersonId person() {
        Matcher last = LAST.matcher(address);
        try {
            if (last.find()) {
                return PersonId.of(last.group(1));
            }
        } catch (IllegalArgumentException e) {
            // refused below, like an address without an end
        }
        throw new Refusal(
                Fault.INVALID,
                "'@odata.id' is an address that ends with the id of an object, not '%s'."
                        .formatted(address.length() > 300 ? address.substring(0, 300) : address));
    }
}
