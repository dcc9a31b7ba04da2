package io.homeward.tenant.directory;

import io.homeward.tenant.Fault;
import io.homeward.tenant.PlainText;
import io.homeward.tenant.Refusal;
import java.util.Optional;

/** What is written about a group, and may be changed. */
public record GroupProfile(String displayName, Optional<String> description, Optional<String> mailNickname) {
    private static final int NAME = 256;
    private static final int DESCRIPTION = 1024;
    private static final int NICKNAME = 64;

    /**
     * As it may be written down.
     *
     * @throws Refusal {@link Fault#INVALID}, which names the property
     */
    GroupProfile checked() {
        return new GroupProfile(
                PlainText.line("displayName", displayName, NAME),
                description.map(text -> PlainText.lines("description", text, DESCRIPTION)),
                mailNickname.map(text -> PlainText.line("mailNickname", text, NICKNAME)));
    }
}
