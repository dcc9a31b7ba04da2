package io.homeward.remediation.account;

import io.homeward.remediation.page.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates of one's own account. In each {@code shell} is what surrounds it. */
@CheckedTemplate(basePath = "account")
final class AccountTemplates {
    private AccountTemplates() {}

    static native TemplateInstance security(Page page, Shell shell, SecurityView view);

    static native TemplateInstance signIns(Page page, Shell shell, SignInsView view);

    static native TemplateInstance sessions(Page page, Shell shell, SessionsView view);
}
