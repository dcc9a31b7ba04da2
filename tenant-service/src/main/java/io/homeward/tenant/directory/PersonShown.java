package io.homeward.tenant.directory;

import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user as he goes out: a few properties for whoever names none, every other by {@code $select}. */
final class PersonShown {

    static final GraphSet USERS = GraphSet.of("users", new GraphType("user", properties()), 100, 999);

    private PersonShown() {}

    private static List<Property> properties() {
        var properties = new ArrayList<Property>();
        properties.add(Property.guid("id", "p.person_id"));
        properties.add(Property.texts("businessPhones", "p.business_phones"));
        properties.add(Property.caselessText("displayName", "p.display_name").neverNull());
        properties.add(Property.caselessText("userPrincipalName", "p.user_principal_name")
                .neverNull());
        for (ProfileText text : ProfileText.values()) {
            properties.add(Property.caselessText(text.wire(), "p." + text.column()));
        }
        properties.add(Property.bool("accountEnabled", "p.account_enabled").neverNull());
        properties.add(Property.caselessText("userType", "p.user_type").neverNull());
        properties.add(Property.texts("otherMails", "p.other_mails"));
        properties.add(Property.instant("createdDateTime", "p.created_at").neverNull());
        properties.add(Property.instant("deletedDateTime", "p.deleted_at"));
        properties.add(Property.instant("signInSessionsValidFromDateTime", "p.sessions_valid_from")
                .neverNull());
        properties.add(Property.text("externalUserState", "p.guest_state"));
        properties.add(Property.instant("externalUserStateChangeDateTime", "p.guest_state_changed_at"));
        properties.add(Property.text("creationType", "case when p.guest_state is not null then 'Invitation' end"));
        properties.add(Property.bool("onPremisesSyncEnabled", "cast(null as boolean)"));
        properties.add(Property.shown("identities"));
        properties.add(Property.shown("assignedLicenses"));
        properties.add(Property.shown("proxyAddresses"));
        return properties;
    }

    static Map<String, @Nullable Object> of(Person person) {
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
        return shown;
    }

    static GraphPage<Map<String, @Nullable Object>> of(GraphPage<Person> page) {
        return page.map(PersonShown::of);
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
