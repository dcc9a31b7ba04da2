package io.homeward.systemtest.graph;

import io.homeward.local.sample.Organisation;
import io.homeward.systemtest.NodeProject;
import io.homeward.systemtest.RunningSuite;
import io.homeward.systemtest.RunningSuite.Installation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official JavaScript client, with its own test file ({@code src/test/graph-js}). */
@ExtendWith(RunningSuite.class)
class GraphJsTest {

    @Test
    void the_official_javascript_client_just_works(Installation installation) throws Exception {
        Organisation organisation = installation.organisation("js");
        Organisation customer = installation.organisation("jscustomer");

        NodeProject.installed("graph-js")
                .test(
                        "graph.test.mjs",
                        Map.of(
                                "HOMEWARD_EDGE", installation.door().edge().toString(),
                                "HOMEWARD_TOKEN", organisation.token(),
                                "HOMEWARD_DOMAIN", organisation.domain(),
                                "HOMEWARD_CUSTOMER", customer.id(),
                                "HOMEWARD_CUSTOMER_TOKEN", customer.token()));
    }
}
