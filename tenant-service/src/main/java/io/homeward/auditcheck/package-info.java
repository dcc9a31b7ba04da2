/**
 * Checks audit trails without the service: {@link io.homeward.auditcheck.VerifyAudit} is a program of its own that reads an exported file or a
 * database and believes neither.
 *
 * <h2>An exported trail</h2>
 *
 * <p>UTF-8, one JSON object per line, each line exactly as written here: whoever reformats it breaks it.
 *
 * <pre>
 * {"trail":1,"tenant":"…","after":0,"hash":"…64 hex digits: of the entry before the first, zeros before number 1"}
 * {"number":1,"hash":"…64 hex digits","entry":{…}}                                       one line per entry, numbers without a gap
 * {"checkpoint":{"tenant":"…","number":1,"hash":"…","at":"…"},"key":"…","signature":"…base64"}   any number of them
 * {"end":1,"hash":"…"}                                                                   the last line
 * </pre>
 *
 * <p>The hash of an entry is SHA-256 of the hash before (32 bytes), the tenant's id (16 bytes), the number (8 bytes, big-endian) and the
 * text between {@code "entry":} and the line's last brace ({@link io.homeward.auditcheck.Chain}). A checkpoint's signature is Ed25519
 * over its five lines of text ({@link io.homeward.auditcheck.Checkpoint#text}), by a key that is in no database; {@code key} is the first 16 hex
 * digits of the SHA-256 of the public key (X.509, DER).
 */
@NullMarked
package io.homeward.auditcheck;

import org.jspecify.annotations.NullMarked;
