package io.homeward.tenant.architecture.broken.there;

import io.homeward.tenant.architecture.broken.here.Egg;

public class Hen {
    public Egg laid() {
        return new Egg();
    }
}
