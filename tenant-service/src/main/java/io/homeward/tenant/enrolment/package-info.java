/**
 * How people begin: the first administrator of a tenant, appointed by the operator ({@link io.homeward.tenant.enrolment.AppointAdministrator}),
 * and every user whose administrator hands him a ticket instead of a password ({@link io.homeward.tenant.enrolment.EnrolPerson}).
 *
 * <p>There is no default password anywhere. remediation-service makes the ticket and keeps its hash; here is decided who may ask for one.
 */
@NullMarked
package io.homeward.tenant.enrolment;

import org.jspecify.annotations.NullMarked;
