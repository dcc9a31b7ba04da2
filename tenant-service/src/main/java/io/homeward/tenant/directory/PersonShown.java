package io.homeward.tenant.directory;

import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Property;
import io.homeward.graph.query.WordTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user as he goes out: a few properties for whoever names none, every other by {@code $select}. */
public final class PersonShown {

    public static final GraphSet USERS =
            GraphSet.of("users", new GraphType("user", properties()), 100, 999).advanced();

    /** What somebody is in, a group or a role, as the room that lists them calls its columns. */
    public static final GraphType BELONGING = GraphType.of(
                    "directoryObject",
                    Property.guid("id", "o.id"),
                    Property.caselessText("displayName", "o.display_name")
                            .neverNull()
                            .lowered("o.display_name_lower")
                            .searchable(),
                    Property.caselessText("description", "o.description").searchable(),
                    Property.caselessText("mailNickname", "o.mail_nickname"),
                    Property.instant("createdDateTime", "o.created_at"),
                    Property.instant("deletedDateTime", "cast(null as timestamptz)"),
                    Property.bool("securityEnabled", "case when o.kind = 'group' then true end"),
                    Property.bool("mailEnabled", "case when o.kind = 'group' then false end"),
                    Property.bool("isAssignableToRole", "case when o.kind = 'group' then false end")
                            .onRequest(),
                    Property.guid("roleTemplateId", "case when o.kind = 'directoryRole' then o.id end"),
                    Property.shown("groupTypes"),
                    Property.shown("mail"),
                    Property.shown("visibility"),
                    Property.shown("onPremisesSyncEnabled"))
            .derived("o.kind", "group", "directoryRole");

    /** Any of them in one list. */
    public static final GraphSet BELONGINGS_OF_SOMEBODY =
            GraphSet.of("directoryObjects", BELONGING, 100, 999).advanced();

    /** Under these names what somebody is in may be shown with him; they say the same, because groups hold people only. */
    static final List<String> BELONGINGS = List.of("memberOf", "transitiveMemberOf");

    /** Users with {@link #BELONGINGS}. */
    static final GraphSet WITH_BELONGINGS =
            USERS.expanding("memberOf", BELONGING).expanding("transitiveMemberOf", BELONGING);

    private PersonShown() {}

    private static List<Property> properties() {
        var properties = new ArrayList<Property>();
        properties.add(Property.guid("id", "p.person_id"));
        properties.add(Property.texts("businessPhones", "p.business_phones"));
        properties.add(Property.caselessText("displayName", "p.display_name")
                .neverNull()
                .lowered("p.display_name_lower")
                .searchable(words(1)));
        properties.add(Property.caselessText("userPrincipalName", "p.user_principal_name")
                .neverNull()
                .lowered("p.user_principal_name_lower")
                .searchable(words(2)));
        for (ProfileText text : ProfileText.values()) {
            properties.add(of(text));
        }
        properties.addAll(List.of(
                Property.bool("accountEnabled", "p.account_enabled").neverNull().onRequest(),
                Property.caselessText("userType", "p.user_type")
                        .neverNull()
                        .lowered("p.user_type_lower")
                        .onRequest(),
                Property.caselessTexts("otherMails", "p.other_mails").onRequest(),
                Property.instant("createdDateTime", "p.created_at").neverNull().onRequest(),
                Property.instant("deletedDateTime", "p.deleted_at").onRequest(),
                Property.instant("signInSessionsValidFromDateTime", "p.sessions_valid_from")
                        .neverNull()
                        .onRequest(),
                Property.text("externalUserState", "p.guest_state").onRequest(),
                Property.instant("externalUserStateChangeDateTime", "p.guest_state_changed_at")
                        .onRequest(),
                Property.text("creationType", "case when p.guest_state is not null then 'Invitation' end")
                        .onRequest(),
                Property.bool("onPremisesSyncEnabled", "cast(null as boolean)").onRequest(),
                Property.shown("identities").onRequest(),
                Property.shown("assignedLicenses").onRequest(),
                Property.shown("proxyAddresses").onRequest(),
                Property.shown("lastPasswordChangeDateTime").onRequest(),
                Property.shown("signInActivity").onRequest()));
        return properties;
    }

    private static Property of(ProfileText text) {
        Property plain = Property.caselessText(text.wire(), "p." + text.column());
        Property found =
                switch (text) {
                    case MAIL -> lowered(plain, text).searchable(words(4));
                    case GIVEN_NAME -> lowered(plain, text).searchable(words(8));
                    case SURNAME -> lowered(plain, text).searchable(words(16));
                    case JOB_TITLE, DEPARTMENT, EMPLOYEE_ID -> lowered(plain, text);
                    case MOBILE_PHONE,
                            OFFICE_LOCATION,
                            PREFERRED_LANGUAGE,
                            MAIL_NICKNAME,
                            COMPANY_NAME,
                            EMPLOYEE_TYPE,
                            USAGE_LOCATION,
                            STREET_ADDRESS,
                            CITY,
                            STATE,
                            POSTAL_CODE,
                            COUNTRY,
                            FAX_NUMBER -> plain;
                };
        return text.onRequest() ? found.onRequest() : found;
    }

    private static Property lowered(Property plain, ProfileText text) {
        return plain.lowered("p." + text.column() + "_lower");
    }

    /** @param bit of the property, see {@code V39__what_people_are_found_by.sql} */
    private static WordTable words(int bit) {
        return new WordTable(
                "p.person_id",
                "select w.object_id from directory_word w where w.tenant_id = :tenant and w.properties & %d <> 0"
                        .formatted(bit),
                "w.word");
    }

    /** Among objects of several kinds. */
    public static Map<String, @Nullable Object> typed(Person person) {
        var shown = new LinkedHashMap<String, @Nullable Object>();
        shown.put("@odata.type", "#microsoft.graph.user");
        shown.putAll(of(person));
        return shown;
    }

    /** The same with no more than who selects nothing sees. */
    public static Map<String, @Nullable Object> typedByDefault(Person person) {
        Map<String, @Nullable Object> shown = typed(person);
        shown.keySet().removeAll(USERS.type().onRequest());
        return shown;
    }

    /** What others keep (passwords, sign-ins) is absent here: {@code null} says that this service does not know. */
    public static Map<String, @Nullable Object> of(Person person) {
        Profile profile = person.profile();
        var shown = new LinkedHashMap<String, @Nullable Object>();
        shown.put("id", person.id().value());
        shown.put("businessPhones", profile.businessPhones());
        shown.put("displayName", profile.displayName());
        shown.put("userPrincipalName", profile.userPrincipalName());
        for (ProfileText text : ProfileText.values()) {
            shown.put(text.wire(), profile.text(text));
        }
        shown.put("accountEnabled", profile.accountEnabled());
        shown.put("userType", profile.userType().wire());
        shown.put("otherMails", profile.otherMails());
        shown.put("createdDateTime", person.createdAt());
        shown.put("deletedDateTime", person.deletedAt().orElse(null));
        shown.put("signInSessionsValidFromDateTime", person.sessionsValidFrom());
        shown.put(
                "externalUserState",
                person.guest().map(guest -> guest.state().wire()).orElse(null));
        shown.put(
                "externalUserStateChangeDateTime",
                person.guest().map(Guest::since).orElse(null));
        shown.put("creationType", person.guest().map(guest -> "Invitation").orElse(null));
        shown.put("onPremisesSyncEnabled", null);
        shown.put("identities", identities(person));
        shown.put("assignedLicenses", List.of());
        shown.put("proxyAddresses", proxyAddresses(profile));
        shown.put("lastPasswordChangeDateTime", null);
        shown.put("signInActivity", null);
        return shown;
    }

    private static List<Map<String, @Nullable String>> identities(Person person) {
        var identities = new ArrayList<Map<String, @Nullable String>>();
        identities.add(identity(
                "userPrincipalName", person.profile().domain(), person.profile().userPrincipalName()));
        // Who he is at home is between his home and this installation; his host sees where he was invited.
        person.guest()
                .flatMap(Guest::home)
                .ifPresent(home -> identities.add(identity("federated", "ExternalAzureAD", null)));
        return identities;
    }

    private static Map<String, @Nullable String> identity(String type, String issuer, @Nullable String id) {
        var identity = new LinkedHashMap<String, @Nullable String>();
        identity.put("signInType", type);
        identity.put("issuer", issuer);
        identity.put("issuerAssignedId", id);
        return identity;
    }

    private static List<String> proxyAddresses(Profile profile) {
        @Nullable String mail = profile.text(ProfileText.MAIL);
        return mail == null ? List.of() : List.of("SMTP:" + mail);
    }
}
