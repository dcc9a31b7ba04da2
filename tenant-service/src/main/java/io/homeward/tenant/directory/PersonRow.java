package io.homeward.tenant.directory;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The table {@code person}, in queries under the alias {@code p}, and how its rows become people and back. */
final class PersonRow {

    /**
     * A person with his roles and his groups. Groups that were deleted give nothing. What is asked of each person is asked when he is shown: an
     * {@code exists} would be answered for all people of the tenant at once, for a page of fifty of them.
     */
    static final String COLUMNS = """
            p.tenant_id, p.person_id, p.user_principal_name, p.display_name, p.account_enabled, p.user_type, p.created_at,
            p.deleted_at, p.sessions_valid_from, p.guest_state, p.guest_state_changed_at, p.home_tenant_id, p.home_person_id,
            p.predecessors, p.business_phones, p.other_mails,\s""" + ProfileText.columns("p.%s") + """
            , array(select r.role_id from role_assignment r where r.tenant_id = p.tenant_id and r.person_id = p.person_id) as roles,
            array(select m.group_id from membership m join directory_group g using (tenant_id, group_id)
                  where m.tenant_id = p.tenant_id and m.person_id = p.person_id and g.deleted_at is null) as groups,
            coalesce((select true from membership m join directory_group g using (tenant_id, group_id)
                      where m.tenant_id = p.tenant_id and m.person_id = p.person_id and g.delegates limit 1), false) as delegates""";

    static final String INSERT = """
            insert into person (tenant_id, person_id, user_principal_name, display_name, account_enabled, user_type,
                business_phones, other_mails, created_at, sessions_valid_from, guest_state, guest_state_changed_at,\s""" + ProfileText.columns("%s") + """
            ) values (:tenant, :id, :upn, :name, :enabled, :type, :phones, :mails, :at, :at, :guest, :guestSince,\s""" + ProfileText.columns(":%s") + ")";

    static final String UPDATE =
            """
            update person set user_principal_name = :upn, display_name = :name, account_enabled = :enabled, user_type = :type,
                business_phones = :phones, other_mails = :mails,
                sessions_valid_from = case when account_enabled and not :enabled then :at else sessions_valid_from end,\s""" + ProfileText.columns("%s = :%s") + " where tenant_id = :tenant and person_id = :id";

    private PersonRow() {}

    /** Binds everything of a profile. */
    static <T extends SqlStatement<T>> T bound(T statement, Profile profile) {
        T bound = statement
                .bind("upn", profile.userPrincipalName())
                .bind("name", profile.displayName())
                .bind("enabled", profile.accountEnabled())
                .bind("type", profile.userType().wire())
                .bindArray("phones", String.class, profile.businessPhones())
                .bindArray("mails", String.class, profile.otherMails());
        for (ProfileText which : ProfileText.values()) {
            bound = bound.bind(which.column(), profile.text(which));
        }
        return bound;
    }

    static Person read(ResultSet row) throws SQLException {
        return new Person(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new PersonId(row.getObject("person_id", UUID.class)),
                profile(row),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "deleted_at"),
                row.getTimestamp("sessions_valid_from").toInstant(),
                guest(row),
                ids(row, "predecessors").stream().map(PersonId::new).collect(Collectors.toSet()),
                ids(row, "roles").stream().map(RoleId::new).collect(Collectors.toSet()),
                ids(row, "groups").stream().map(GroupId::new).collect(Collectors.toSet()),
                row.getBoolean("delegates"));
    }

    private static Profile profile(ResultSet row) throws SQLException {
        var texts = new EnumMap<ProfileText, String>(ProfileText.class);
        for (ProfileText which : ProfileText.values()) {
            @Nullable String text = row.getString(which.column());
            if (text != null) {
                texts.put(which, text);
            }
        }
        return new Profile(
                row.getString("user_principal_name"),
                row.getString("display_name"),
                row.getBoolean("account_enabled"),
                Profile.UserType.of(row.getString("user_type")).orElseThrow(),
                texts,
                List.of((String[]) row.getArray("business_phones").getArray()),
                List.of((String[]) row.getArray("other_mails").getArray()));
    }

    private static Optional<Guest> guest(ResultSet row) throws SQLException {
        @Nullable String state = row.getString("guest_state");
        if (state == null) {
            return Optional.empty();
        }
        @Nullable UUID tenant = row.getObject("home_tenant_id", UUID.class);
        @Nullable UUID person = row.getObject("home_person_id", UUID.class);
        Optional<Guest.Home> home = tenant == null || person == null
                ? Optional.empty()
                : Optional.of(new Guest.Home(new TenantId(tenant), new PersonId(person)));
        return Optional.of(new Guest(
                Guest.State.of(state), instant(row, "guest_state_changed_at").orElseThrow(), home));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static Set<UUID> ids(ResultSet row, String column) throws SQLException {
        return Arrays.stream((UUID[]) row.getArray(column).getArray()).collect(Collectors.toSet());
    }
}
