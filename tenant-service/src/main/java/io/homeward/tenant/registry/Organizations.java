package io.homeward.tenant.registry;

import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.audit.AuditTrail;
import io.homeward.tenant.audit.Target;
import io.homeward.tenant.policy.Rules;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/** A tenant as its own administrators see and change it. */
@Singleton
public class Organizations {
    private final TenantDatabase database;
    private final Rules rules;
    private final AuditTrail audit;

    Organizations(TenantDatabase database, Rules rules, AuditTrail audit) {
        this.database = database;
        this.rules = rules;
        this.audit = audit;
    }

    /** @param domains the verified ones, the default first */
    public record Organization(Tenant tenant, Contacts contacts, List<Domain> domains) {

        /** With what may be changed. */
        public Organization with(String displayName, Contacts wanted) {
            var renamed = new Tenant(
                    tenant.id(),
                    displayName,
                    tenant.defaultDomain(),
                    tenant.administration(),
                    tenant.status(),
                    tenant.createdAt());
            return new Organization(renamed, wanted, domains);
        }
    }

    /** What an entry of the trail compares. */
    private record Said(String displayName, Contacts contacts) {
        static Said of(Organization organization) {
            return new Said(organization.tenant().displayName(), organization.contacts());
        }
    }

    public Organization get(TenantId tenant) {
        return database.in(tenant, handle -> read(handle, tenant));
    }

    /** @param change is given the organisation as it is under the lock, and may refuse */
    public void change(TenantId tenant, UnaryOperator<Organization> change) {
        database.in(tenant, handle -> {
            Tenants.locked(handle, tenant);
            Organization before = read(handle, tenant);
            Organization after = change.apply(before);
            Contacts contacts = after.contacts();
            handle.createUpdate("""
                            update tenant set display_name = :name, technical_mails = :technical, security_mails = :security,
                                marketing_mails = :marketing, privacy_mail = :mail, privacy_url = :url
                            where tenant_id = :tenant""")
                    .bind("tenant", tenant.value())
                    .bind("name", after.tenant().displayName())
                    .bindArray("technical", String.class, contacts.technical())
                    .bindArray("security", String.class, contacts.security())
                    .bindArray("marketing", String.class, contacts.marketing())
                    .bind("mail", contacts.privacyMail().orElse(null))
                    .bind("url", contacts.privacyUrl().orElse(null))
                    .execute();
            if (!before.tenant().displayName().equals(after.tenant().displayName())) {
                rules.rename(handle, tenant, after.tenant().displayName());
            }
            audit.record(
                    handle,
                    tenant,
                    Activity.UPDATE_TENANT.on(
                            Target.tenant(tenant, after.tenant().displayName())
                                    .changed(Said.of(before), Said.of(after))));
            return after;
        });
    }

    private static Organization read(Handle handle, TenantId tenant) {
        Tenant found = Tenants.find(handle, tenant).orElseThrow(() -> new Refusal(Fault.TENANT_UNKNOWN));
        Contacts contacts = handle.createQuery("""
                        select technical_mails, security_mails, marketing_mails, privacy_mail, privacy_url
                        from tenant where tenant_id = :tenant""")
                .bind("tenant", tenant.value())
                .map((row, context) -> contacts(row))
                .one();
        return new Organization(found, contacts, Domains.verified(handle, tenant));
    }

    private static Contacts contacts(ResultSet row) throws SQLException {
        return new Contacts(
                texts(row, "technical_mails"),
                texts(row, "security_mails"),
                texts(row, "marketing_mails"),
                Optional.ofNullable(row.getString("privacy_mail")),
                Optional.ofNullable(row.getString("privacy_url")));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
