package io.homeward.risk.intake;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.habit.TenantHabits;
import io.homeward.risk.signin.SignIn;
import java.util.List;

/** What one tenant has in a batch, in any order. */
record Part(TenantHabits habits, List<SignIn> signIns) {
    Part {
        signIns = List.copyOf(signIns);
    }

    TenantId tenant() {
        return habits.tenant();
    }
}
