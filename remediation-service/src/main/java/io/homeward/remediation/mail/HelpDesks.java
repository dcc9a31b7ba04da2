package io.homeward.remediation.mail;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.directory.Brandings;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Puts into a letter how the organisation's help desk is reached, where it has said so. Works in the caller's transaction. */
@Singleton
public class HelpDesks {
    private final Brandings brandings;

    HelpDesks(Brandings brandings) {
        this.brandings = brandings;
    }

    public Sheet in(Handle handle, TenantId tenant, Sheet sheet) {
        return brandings
                .of(handle, tenant)
                .helpDesk()
                .map(desk -> {
                    var closing = new ArrayList<String>();
                    closing.add(sheet.language().text("helpDesk", Map.of("contact", desk.line())));
                    closing.addAll(sheet.closing());
                    return new Sheet(
                            sheet.language(),
                            sheet.subject(),
                            sheet.greeting(),
                            sheet.paragraphs(),
                            sheet.code(),
                            sheet.link(),
                            closing);
                })
                .orElse(sheet);
    }
}
