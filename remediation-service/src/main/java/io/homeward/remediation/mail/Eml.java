package io.homeward.remediation.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** A letter as a file (RFC 5322, multipart/alternative), in a form that a person can read with any editor. */
final class Eml {
    /** An encoded word has at most 75 characters (RFC 2047 section 2). */
    private static final int BYTES_PER_WORD = 42;

    private Eml() {}

    static String of(UUID id, String from, Letter letter, Instant at) {
        String boundary = "part-" + id;
        return String.join(
                "\r\n",
                "From: " + from,
                "To: " + letter.to(),
                "Subject: " + words(letter.subject()),
                "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)),
                "Message-ID: " + messageId(id, from),
                "Auto-Submitted: auto-generated",
                "MIME-Version: 1.0",
                "Content-Type: multipart/alternative; boundary=\"" + boundary + "\"",
                "",
                "--" + boundary,
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: 8bit",
                "",
                lines(letter.text()),
                "--" + boundary,
                "Content-Type: text/html; charset=utf-8",
                "Content-Transfer-Encoding: 8bit",
                "",
                lines(letter.html()),
                "--" + boundary + "--",
                "");
    }

    /** The same for every try, so that whoever receives a letter twice can tell. */
    static String messageId(UUID id, String from) {
        return "<" + id + from.substring(from.lastIndexOf('@')) + ">";
    }

    private static String lines(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n");
    }

    /** Plain where it is ASCII. */
    private static String words(String subject) {
        if (StandardCharsets.US_ASCII.newEncoder().canEncode(subject)) {
            return subject;
        }
        List<String> words = new ArrayList<>();
        var word = new StringBuilder();
        for (int character : subject.codePoints().toArray()) {
            String next = Character.toString(character);
            if ((word + next).getBytes(StandardCharsets.UTF_8).length > BYTES_PER_WORD) {
                words.add(encoded(word.toString()));
                word.setLength(0);
            }
            word.append(next);
        }
        words.add(encoded(word.toString()));
        return String.join("\r\n ", words);
    }

    private static String encoded(String word) {
        return "=?utf-8?B?" + Base64.getEncoder().encodeToString(word.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
