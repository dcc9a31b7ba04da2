package io.homeward.tenant.directory;

import io.homeward.tenant.Fault;
import io.homeward.tenant.PlainText;
import io.homeward.tenant.Refusal;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is written about a person, and may be changed.
 *
 * @param texts those he has
 */
public record Profile(
        String userPrincipalName,
        String displayName,
        boolean accountEnabled,
        UserType userType,
        Map<ProfileText, String> texts,
        List<String> businessPhones,
        List<String> otherMails) {
    /** A guest's name holds a whole address and is longer. */
    private static final Pattern NAME =
            Pattern.compile("([^\\s@/\\\\\\p{Cntrl}]{1,64}|[^\\s@/\\\\\\p{Cntrl}]{1,320}#EXT#)@[A-Za-z0-9.-]{3,253}");

    private static final Pattern MAIL = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]{1,253}");
    private static final Pattern COUNTRY_CODE = Pattern.compile("[A-Za-z]{2}");
    private static final int DISPLAY_NAME = 256;
    private static final int PHONE = 64;

    /** As many as a screen shows; Graph itself takes one telephone and 250 addresses. */
    private static final int SEVERAL = 50;

    /** Graph: {@code userType}. */
    public enum UserType {
        MEMBER("Member"),
        GUEST("Guest");

        private final String wire;

        UserType(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }

        public static Optional<UserType> of(String text) {
            return Arrays.stream(values())
                    .filter(type -> type.wire.equalsIgnoreCase(text))
                    .findFirst();
        }
    }

    /** What is read back is taken as it is; what is written is {@link #checked} before. */
    public Profile {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        businessPhones = List.copyOf(businessPhones);
        otherMails = List.copyOf(otherMails);
    }

    /**
     * As it may be written down.
     *
     * @throws Refusal {@link Fault#INVALID}, which names the property
     */
    public Profile checked() {
        if (!NAME.matcher(userPrincipalName).matches()) {
            throw new Refusal(Fault.INVALID, "userPrincipalName is a name like rui@fjordclinic.example.");
        }
        var plain = new EnumMap<ProfileText, String>(ProfileText.class);
        texts.forEach((which, text) -> plain.put(which, checked(which, text)));
        return new Profile(
                userPrincipalName,
                PlainText.line("displayName", displayName, DISPLAY_NAME),
                accountEnabled,
                userType,
                plain,
                several("businessPhones", businessPhones, phone -> PlainText.line("businessPhones", phone, PHONE)),
                several("otherMails", otherMails, mail -> mail("otherMails", mail)));
    }

    /** Somebody of whom no more than this is known. */
    public static Profile named(String userPrincipalName, String displayName, UserType type) {
        return new Profile(userPrincipalName, displayName, true, type, Map.of(), List.of(), List.of());
    }

    public @Nullable String text(ProfileText which) {
        return texts.get(which);
    }

    public Profile with(ProfileText which, String text) {
        var more = new LinkedHashMap<>(texts);
        more.put(which, text);
        return new Profile(userPrincipalName, displayName, accountEnabled, userType, more, businessPhones, otherMails);
    }

    public Profile enabled(boolean enabled) {
        return new Profile(userPrincipalName, displayName, enabled, userType, texts, businessPhones, otherMails);
    }

    /** The part behind the {@code @}, in lower case. */
    String domain() {
        return userPrincipalName.substring(userPrincipalName.indexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    private static String checked(ProfileText which, String text) {
        return switch (which) {
            case MAIL -> mail(which.wire(), text);
            case STREET_ADDRESS -> PlainText.lines(which.wire(), text, which.most());
            case USAGE_LOCATION -> {
                if (!COUNTRY_CODE.matcher(text).matches()) {
                    throw new Refusal(Fault.INVALID, "usageLocation is a country's code of two letters (ISO 3166).");
                }
                yield text.toUpperCase(Locale.ROOT);
            }
            case GIVEN_NAME,
                    SURNAME,
                    JOB_TITLE,
                    MOBILE_PHONE,
                    OFFICE_LOCATION,
                    PREFERRED_LANGUAGE,
                    MAIL_NICKNAME,
                    DEPARTMENT,
                    COMPANY_NAME,
                    EMPLOYEE_ID,
                    EMPLOYEE_TYPE,
                    CITY,
                    STATE,
                    POSTAL_CODE,
                    COUNTRY,
                    FAX_NUMBER -> PlainText.line(which.wire(), text, which.most());
        };
    }

    private static String mail(String property, String text) {
        if (!isMail(text)) {
            throw new Refusal(Fault.INVALID, "%s: '%s' is not an e-mail address.".formatted(property, text));
        }
        return text;
    }

    /** Whether it could be an e-mail address; only a message sent there tells whether it is one. */
    public static boolean isMail(String text) {
        return MAIL.matcher(text).matches();
    }

    private static List<String> several(String property, List<String> texts, UnaryOperator<String> each) {
        if (texts.size() > SEVERAL) {
            throw new Refusal(Fault.INVALID, "%s has at most %d values.".formatted(property, SEVERAL));
        }
        return texts.stream().map(each).toList();
    }
}
