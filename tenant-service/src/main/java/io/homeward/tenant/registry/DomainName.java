package io.homeward.tenant.registry;

import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A host name of at least two labels (RFC 1123), in lower case; an international one in its ASCII form. */
public record DomainName(String text) {
    private static final Pattern FORM =
            Pattern.compile("(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** @throws Refusal {@link Fault#INVALID} */
    public DomainName {
        if (!FORM.matcher(text).matches()) {
            throw new Refusal(Fault.INVALID, "A domain is a name in lower case, like fjordclinic.example.");
        }
    }

    /** A name in whatever case; empty where it is none. */
    public static Optional<DomainName> find(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return FORM.matcher(lower).matches() ? Optional.of(new DomainName(lower)) : Optional.empty();
    }

    /** The part of a user principal name behind its {@code @}. */
    public static Optional<DomainName> ofPerson(String userPrincipalName) {
        int at = userPrincipalName.lastIndexOf('@');
        return at < 1 ? Optional.empty() : find(userPrincipalName.substring(at + 1));
    }

    @Override
    public String toString() {
        return text;
    }
}
