package io.homeward.outbox;

/** RFC 9457. */
record Problem(String type, String title, int status, String detail) {
    static final String MEDIA_TYPE = "application/problem+json";
}
