package io.homeward.tenant.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.tenant.Fault;
import io.homeward.tenant.PlainText;
import io.homeward.tenant.Refusal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Graph: a change of an {@code organization}. What is not named stays; what cannot be changed here is refused by name. */
record OrganizationPatch(JsonNode json) {
    private static final Set<String> KNOWN = Set.of(
            "displayName",
            "technicalNotificationMails",
            "securityComplianceNotificationMails",
            "marketingNotificationEmails",
            "privacyProfile");
    private static final Pattern MAIL = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]{1,253}");
    private static final int NAME_LENGTH = 256;
    private static final int MOST = 50;

    OrganizationPatch {
        if (!json.isObject()) {
            throw new Refusal(Fault.INVALID, "An organization is an object.");
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name) && !name.startsWith("@")) {
                throw new Refusal(Fault.INVALID, "'%s' of an organization cannot be changed.".formatted(name));
            }
        });
    }

    Organizations.Organization applied(Organizations.Organization before) {
        Contacts contacts = before.contacts();
        return before.with(
                json.has("displayName") ? name() : before.tenant().displayName(),
                new Contacts(
                        mails("technicalNotificationMails", contacts.technical()),
                        mails("securityComplianceNotificationMails", contacts.security()),
                        mails("marketingNotificationEmails", contacts.marketing()),
                        json.has("privacyProfile") ? privacyMail() : contacts.privacyMail(),
                        json.has("privacyProfile") ? privacyUrl() : contacts.privacyUrl()));
    }

    private String name() {
        JsonNode name = json.path("displayName");
        if (!name.isTextual()) {
            throw new Refusal(Fault.INVALID, "displayName is a text.");
        }
        return PlainText.line("displayName", name.asText().strip(), NAME_LENGTH);
    }

    private List<String> mails(String property, List<String> otherwise) {
        JsonNode value = json.path(property);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isArray() || value.size() > MOST) {
            throw new Refusal(Fault.INVALID, "%s is a list of at most %d addresses.".formatted(property, MOST));
        }
        var mails = new ArrayList<String>();
        value.forEach(each -> mails.add(mail(property, each)));
        return mails.stream().distinct().toList();
    }

    private static String mail(String property, JsonNode value) {
        if (!value.isTextual() || !MAIL.matcher(value.asText()).matches()) {
            throw new Refusal(Fault.INVALID, "%s: that is not an e-mail address.".formatted(property));
        }
        return value.asText();
    }

    private Optional<String> privacyMail() {
        JsonNode mail = json.path("privacyProfile").path("contactEmail");
        return mail.isMissingNode() || mail.isNull() || mail.asText().isEmpty()
                ? Optional.empty()
                : Optional.of(mail("privacyProfile.contactEmail", mail));
    }

    private Optional<String> privacyUrl() {
        JsonNode url = json.path("privacyProfile").path("statementUrl");
        if (url.isMissingNode() || url.isNull() || url.asText().isEmpty()) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(PlainText.line("privacyProfile.statementUrl", url.asText(), 255));
            if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
                return Optional.of(uri.toString());
            }
        } catch (IllegalArgumentException e) {
            // refused below, like another scheme
        }
        throw new Refusal(Fault.INVALID, "privacyProfile.statementUrl is an https address.");
    }
}
