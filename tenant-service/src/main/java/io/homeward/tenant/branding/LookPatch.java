package io.homeward.tenant.branding;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.tenant.Fault;
import io.homeward.tenant.PlainText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.branding.Look.HelpDesk;
import java.net.URI;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A change of a {@link Look}. What is not named stays, null takes away, and what is not known here is refused by name. */
record LookPatch(JsonNode json) {
    private static final Set<String> KNOWN = Set.of("backgroundColor", "signInPageText", "helpDesk");
    private static final Set<String> WAYS = Set.of("text", "phone", "mail", "url");
    private static final Pattern MAIL = Pattern.compile("[^\\s@\\p{Cntrl}<>\"?&#%]{1,64}@[A-Za-z0-9.-]{1,253}");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()/.-]{1,38}[0-9]");

    LookPatch {
        refuseOthers(json, KNOWN, "the branding");
    }

    Look applied(Look before) {
        return new Look(
                changed(json, "backgroundColor", before.backgroundColor(), text -> Colour.of("backgroundColor", text)
                        .text()),
                changed(
                        json,
                        "signInPageText",
                        before.signInPageText(),
                        text -> PlainText.lines("signInPageText", text, 1024)),
                helpDesk(before.helpDesk()));
    }

    /** As a whole. */
    private @Nullable HelpDesk helpDesk(@Nullable HelpDesk before) {
        JsonNode sent = json.path("helpDesk");
        if (sent.isMissingNode() || sent.isNull()) {
            return sent.isNull() ? null : before;
        }
        refuseOthers(sent, WAYS, "helpDesk");
        var wanted = new HelpDesk(
                changed(sent, "text", null, text -> PlainText.lines("helpDesk.text", text, 300)),
                changed(sent, "phone", null, text -> matching(PHONE, "helpDesk.phone", "a telephone number", text)),
                changed(sent, "mail", null, text -> matching(MAIL, "helpDesk.mail", "an e-mail address", text)),
                changed(sent, "url", null, LookPatch::https));
        return wanted.empty() ? null : wanted;
    }

    private static @Nullable String changed(
            JsonNode from, String property, @Nullable String before, UnaryOperator<String> checked) {
        JsonNode value = from.path(property);
        if (value.isMissingNode()) {
            return before;
        }
        if (value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new Refusal(Fault.INVALID, "%s is a text.".formatted(property));
        }
        return checked.apply(value.asText());
    }

    private static String matching(Pattern pattern, String property, String what, String text) {
        if (!pattern.matcher(text.strip()).matches()) {
            throw new Refusal(Fault.INVALID, "%s: that is not %s.".formatted(property, what));
        }
        return text.strip();
    }

    private static String https(String text) {
        try {
            URI uri = URI.create(PlainText.line("helpDesk.url", text, 255));
            if ("https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null) {
                return uri.toASCIIString();
            }
        } catch (IllegalArgumentException e) {
            // refused below, like another scheme
        }
        throw new Refusal(Fault.INVALID, "helpDesk.url is an https address.");
    }

    private static void refuseOthers(JsonNode json, Set<String> known, String what) {
        if (!json.isObject()) {
            throw new Refusal(Fault.INVALID, "%s is an object.".formatted(what));
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name) && !name.startsWith("@")) {
                throw new Refusal(Fault.INVALID, "'%s' of %s cannot be set here.".formatted(name, what));
            }
        });
    }
}
