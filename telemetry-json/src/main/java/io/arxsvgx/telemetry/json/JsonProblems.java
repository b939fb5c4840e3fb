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
 * Says what is wrong with a text that is no JSON. The parser's own messages name its classes and settings, so none of them is
 * passed on: those that are known are put in other words, and of others only the place is known.
 */
final class JsonProblems {
    /** Words for messages that a pattern finds. */
    private record Known(Pattern pattern, Function<Matcher, String> words) {}

    private static final String DEFAULT = "unexpected text";

    private static final List<Known> KNOWN = List.of(
            known("^Non-standard token '([^']+)'", found -> quoted(found, 1) + " is no number in JSON"),
            known("^Unrecognized token '([^']*)'", found -> "unknown word " + quoted(found, 1) + "; expected a value"),
            known("^Unexpected end-of-input: expected close marker for (Array|Object)", JsonProblems::notClosed),
            known(
                    "^Unexpected end-of-input (?:in VALUE_STRING|was expecting closing quote|in field name|for a String)",
                    found -> "it ends within a text"),
            known("^Unexpected end-of-input", found -> "it ends too early"),
            known(
                    "^Unexpected close marker '(.)': expected '(.)'",
                    found -> "unexpected " + quoted(found, 1) + "; expected " + quoted(found, 2)),
            known("^Illegal unquoted character", found -> "a control character in a text; expected its escaped form"),
            known(
                    "^Illegal character \\(\\(CTRL-CHAR, code (\\d+)",
                    found -> "unexpected " + character(found.group(1))),
            known("^Unrecognized character escape", found -> "unknown escape sequence in a text"),
            known("^Invalid UTF-8", found -> "the text is not UTF-8"),
            known("^Invalid numeric value: Leading zeroes", found -> "a number begins with a zero"),
            known(
                    "^Unexpected character \\(.* \\(code (\\d+).*?\\)\\): (?:was expecting|expected|maybe|Expected) (.*)",
                    found -> "unexpected " + character(found.group(1)) + expectation(found.group(2))),
            known("^Unexpected character \\(.* \\(code (\\d+)", found -> "unexpected " + character(found.group(1))),
            known(
                    "^Duplicate (?:field|Object property) [\"']([^\"']*)[\"']",
                    found -> "the key " + quoted(found, 1) + " is there twice"),
            known("[Ss]urrogate", found -> "a key contains half of a surrogate pair"),
            known("^Trailing token", found -> "there is more after the first value"));

    private static final List<Known> LIMITS = List.of(
            known("nesting depth", found -> "the nesting depth is more than "),
            known("^String value length", found -> "a text has more characters than "),
            known("^Number value length", found -> "a number has more characters than "),
            known("^Name length|^Name value length", found -> "a key has more characters than "));

    private static final Pattern ALLOWED = Pattern.compile("maximum allowed \\((\\d+)");

    private JsonProblems() {}

    private static Known known(String pattern, Function<Matcher, String> words) {
        return new Known(Pattern.compile(pattern, Pattern.DOTALL), words);
    }

    /** What is wrong, in words of its own. */
    static String words(JsonProcessingException fault) {
        String message = String.valueOf(fault.getOriginalMessage());
        if (fault instanceof StreamConstraintsException) {
            Matcher allowed = ALLOWED.matcher(message);
            return first(LIMITS, message, "something is larger than ")
                    + (allowed.find() ? "the " + allowed.group(1) + " allowed" : "allowed");
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
        return "it ends too early: an " + (found.group(1).equals("Array") ? "array" : "object") + " is not closed";
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
