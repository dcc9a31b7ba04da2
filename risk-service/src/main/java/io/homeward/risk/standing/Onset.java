package io.homeward.risk.standing;

import io.homeward.accessrules.Route;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.UserRisk;
import java.util.Optional;

/** What the home rules of this moment offer a person whose risk opens or rises to a level (D24). */
interface Onset {

    /** @return empty where the rules or the person are not known here yet */
    Optional<Route> route(UserRisk before, RiskLevel level);
}
