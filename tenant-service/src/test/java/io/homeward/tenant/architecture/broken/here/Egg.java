package io.homeward.tenant.architecture.broken.here;

import io.homeward.tenant.architecture.broken.there.Hen;

public class Egg {
    public Hen hatched() {
        return new Hen();
    }
}
