// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.arxsvgx.telemetry.text.ForeignText;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Descriptions of JSON syntax errors. The messages of the parser name its classes and settings, so they are not passed
 * on. Known messages are translated; for others only the position is reported.
 */
final class JsonProblems {
    /** The description for parser messages that match a pattern. */
    private record Known(Pattern pattern, Function<Matcher, String> words) {}

    private static final String DEFAULT = "unexpected text";

    private static final List<Known> KNOWN = List.of(
            known("^Non-standard token '([^']+)'", found -> quoted(found, 1) + " is not a JSON number"),
            known("^Unrecognized token '([^']*)'", found -> "unknown word " + quoted(found, 1) + "; expected a value"),
            known("^Unexpected end-of-input: expected close marker for (Array|Object)", JsonProblems::notClosed),
            known(
                    "^Unexpected end-of-input (?:in VALUE_STRING|was expecting closing quote|in field name|for a String)",
                    found -> "unexpected end: string not closed"),
            known("^Unexpected end-of-input", found -> "unexpected end"),
            known(
                    "^Unexpected close marker '(.)': expected '(.)'",
                    found -> "unexpected " + quoted(found, 1) + "; expected " + quoted(found, 2)),
            known("^Illegal unquoted character", found -> "control character in a string; expected its escaped form"),
            known(
                    "^Illegal character \\(\\(CTRL-CHAR, code (\\d+)",
                    found -> "unexpected " + character(found.group(1))),
            known("^Unrecognized character escape", found -> "unknown escape sequence in a string"),
            known("^Invalid UTF-8", found -> "the text is not UTF-8"),
            known("^Invalid numeric value: Leading zeroes", found -> "leading zero in a number"),
            known(
                    "^Unexpected character \\(.* \\(code (\\d+).*?\\)\\): (?:was expecting|expected|maybe|Expected) (.*)",
                    found -> "unexpected " + character(found.group(1)) + expectation(found.group(2))),
            known("^Unexpected character \\(.* \\(code (\\d+)", found -> "unexpected " + character(found.group(1))),
            known(
                    "^Duplicate (?:field|Object property) [\"']([^\"']*)[\"']",
                    found -> "duplicate key " + quoted(found, 1)),
            known("[Ss]urrogate", found -> "a key contains an unpaired surrogate"),
            known("^Trailing token", found -> "unexpected text after the first value"));

    private static final List<Known> LIMITS = List.of(
            known("nesting depth", found -> "nesting depth exceeds "),
            known("^String value length", found -> "string length exceeds "),
            known("^Number value length", found -> "number length exceeds "),
            known("^Name length|^Name value length", found -> "key length exceeds "));

    private static final Pattern ALLOWED = Pattern.compile("maximum allowed \\((\\d+)");

    private JsonProblems() {}

    private static Known known(String pattern, Function<Matcher, String> words) {
        return new Known(Pattern.compile(pattern, Pattern.DOTALL), words);
    }

    /** Returns a description without names of a library. */
    static String words(JsonProcessingException fault) {
        String message = String.valueOf(fault.getOriginalMessage());
        if (fault instanceof StreamConstraintsException) {
            Matcher allowed = ALLOWED.matcher(message);
            return first(LIMITS, message, "size exceeds ")
                    + (allowed.find() ? "the maximum of " + allowed.group(1) : "the maximum");
        }
        return first(KNOWN, message, DEFAULT);
    }

    private static String first(List<Known> known, String message, String otherwise) {
        for (Known one : known) {
            Matcher found = one.pattern.matcher(message);
            if (found.find()) {
                return one.words.apply(found);
            }
        }
        return otherwise;
    }

    private static String quoted(Matcher found, int group) {
        return ForeignText.quote(found.group(group));
    }

    private static String character(String code) {
        int value = Integer.parseInt(code);
        return Character.isValidCodePoint(value) ? ForeignText.quote(Character.toString(value)) : "character";
    }

    private static String notClosed(Matcher found) {
        return "unexpected end: " + (found.group(1).equals("Array") ? "array" : "object") + " not closed";
    }

    private static String expectation(String text) {
        if (text.startsWith("comma")) {
            return "; expected a comma";
        } else if (text.startsWith("colon") || text.startsWith("a colon")) {
            return "; expected a colon";
        } else if (text.startsWith("double-quote")) {
            return "; expected a key in double quotes";
        } else if (text.startsWith("a hex-digit")) {
            return "; expected a hexadecimal digit";
        }
        return text.contains("value") ? "; expected a value" : "";
    }
}
