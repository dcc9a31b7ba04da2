package io.homeward.testsupport.broken;

import jakarta.ws.rs.Path;

/** Lacks {@code @RunOnVirtualThread}. */
@Path("/broken")
public abstract class BlockingResource {}
