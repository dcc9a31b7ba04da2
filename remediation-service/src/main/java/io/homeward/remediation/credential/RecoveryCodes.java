package io.homeward.remediation.credential;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.standing.SecondFactor;
import io.homeward.remediation.credential.Tries.Guess;
import io.homeward.vault.Sealed;
import io.homeward.vault.Vault;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Codes somebody keeps on paper for the day his phone is lost: ten of 120 random bits, each good once, shown once, renewed as a set.
 *
 * <p>What a code may do: stand in for a lost factor where a policy asks for MFA as a matter of course. It is no second factor in the law's sense
 * (decisions.md section 1), so it never answers a risk (H5, H8, H11), never replaces a temporary password (H13), meets no demand for a stronger
 * factor, and is not looked at where the sign-in is risky or could not be scored. A session that began with one carries no MFA: it enters no
 * other tenant (D23), and no administrator acts from it. NIST SP 800-63B-4 counts saved codes among the means of recovery (section 4.2.1.1), of
 * which using one is told to its owner.
 *
 * <p>With more than 112 bits a plain hash is enough (section 3.1.2.2), and nobody guesses one; wrong tries are counted all the same.
 */
@Singleton
public class RecoveryCodes {
    static final int SET = 10;
    private static final int CHARACTERS = 24;

    private final Vault vault;
    private final Tries tries;
    private final SecureRandom random = new SecureRandom();

    RecoveryCodes(Vault vault, Tries tries) {
        this.vault = vault;
        this.tries = tries;
    }

    /** What is left of a person's set. */
    public record Left(Instant madeAt, int unused) {}

    public Optional<Left> left(Handle handle, TenantId tenant, PersonId person) {
        return handle.createQuery("""
                        select min(made_at) as made_at, count(*) filter (where used_at is null) as unused from recovery_code
                        where tenant_id = :tenant and person_id = :person having count(*) > 0
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .map((row, context) ->
                        new Left(row.getObject("made_at", OffsetDateTime.class).toInstant(), row.getInt("unused")))
                .findOne();
    }

    /** What a code would prove, where the person has one left. */
    public Optional<SecondFactor> factor(Handle handle, TenantId tenant, PersonId person) {
        return left(handle, tenant, person)
                .filter(left -> left.unused() > 0)
                .map(left -> new SecondFactor("recoveryCodes", FactorKind.RECOVERY_CODE, left.madeAt(), false, false));
    }

    /** A new set in the place of whatever there was. */
    List<String> renew(Handle handle, TenantId tenant, PersonId person, Instant now) {
        forget(handle, tenant, person);
        var codes = new ArrayList<String>();
        for (int i = 0; i < SET; i++) {
            codes.add(PaperCode.random(random, CHARACTERS));
        }
        var batch = handle.prepareBatch("""
                insert into recovery_code (tenant_id, person_id, code, made_at) values (:tenant, :person, :code, :now)
                """);
        for (String code : codes) {
            batch.bind("tenant", tenant.value())
                    .bind("person", person.value())
                    .bind("code", hash(tenant, person, code))
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .add();
        }
        batch.execute();
        return codes;
    }

    void forget(Handle handle, TenantId tenant, PersonId person) {
        handle.createUpdate("delete from recovery_code where tenant_id = :tenant and person_id = :person")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .execute();
    }

    /**
     * One try.
     *
     * @return whether it was one of his that was not used before; it is used now, on whatever node it came. From where too many were wrong none
     *     is looked at
     */
    boolean use(Handle handle, TenantId tenant, PersonId person, String code, Optional<String> address, Instant now) {
        Tries.Standing source = tries.look(handle, tenant, person, Guess.RECOVERY_CODE, address, now);
        if (source.throttle().exhausted() || source.throttle().waitUntil(now).isPresent()) {
            return false;
        }
        tries.count(handle, tenant, person, Guess.RECOVERY_CODE, source, now);
        boolean right = mark(handle, tenant, person, code, now);
        if (right) {
            tries.accepted(handle, tenant, person, Guess.RECOVERY_CODE, source, now);
        }
        return right;
    }

    private static boolean mark(Handle handle, TenantId tenant, PersonId person, String code, Instant now) {
        return handle.createUpdate("""
                        update recovery_code set used_at = :now
                        where tenant_id = :tenant and person_id = :person and code = :code and used_at is null
                        """)
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .bind("tenant", tenant.value())
                        .bind("person", person.value())
                        .bind("code", hash(tenant, person, code))
                        .execute()
                == 1;
    }

    /** What a flow may keep until the person has kept them. */
    public Sealed seal(TenantId tenant, PersonId person, List<String> codes) {
        return vault.seal(binding(tenant, person), String.join("\n", codes).getBytes(StandardCharsets.UTF_8));
    }

    public List<String> show(TenantId tenant, PersonId person, Sealed sealed) {
        return new String(vault.open(binding(tenant, person), sealed), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static String hash(TenantId tenant, PersonId person, String code) {
        try {
            String bound = tenant + "/" + person + "/" + PaperCode.normal(code);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bound.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    private static String binding(TenantId tenant, PersonId person) {
        return "recovery-codes/" + tenant + "/" + person;
    }
}
