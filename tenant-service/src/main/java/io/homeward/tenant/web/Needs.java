package io.homeward.tenant.web;

import io.homeward.tenant.Right;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Whom a route is for, looked at before anything of its body and its query is read: whoever may not do it learns nothing of how it would be
 * asked for. Every route with a body has it, and those whose parameters are checked before their method is called. The method asks {@link Admission} again, for whom it acts.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {

    /** Any one of these lets in; none means every person and every application. */
    Right[] value();
}
