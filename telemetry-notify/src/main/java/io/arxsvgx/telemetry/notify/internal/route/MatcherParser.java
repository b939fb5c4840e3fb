// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.route;

import io.arxsvgx.telemetry.text.ForeignText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parser of matchers as texts, such as {@code severity="critical"} and {@code {a=b, c=~"d|e"}}, as in Alertmanager 0.25.
 * In addition, names may be any text in quotes, or have other characters than white space, quotes and operators, as in
 * later versions.
 */
public final class MatcherParser {
    private static final String SPACE = "[ \\t\\n\\f\\r]*";
    private static final String REST = SPACE + "(=~|=|!=|!~)" + SPACE + "(.*?)" + SPACE;
    private static final Pattern CLASSIC = Pattern.compile(SPACE + "([a-zA-Z_:][a-zA-Z0-9_:]*)" + REST, Pattern.DOTALL);
    private static final Pattern UNICODE_NAME =
            Pattern.compile(SPACE + "(\"(?:[^\"\\\\]|\\\\.){1,256}\"|[^\\s{}!=~,\\\\\"'`]+)" + REST, Pattern.DOTALL);
    private static final Pattern OUTER_SPACE = Pattern.compile("^\\p{IsWhite_Space}+|\\p{IsWhite_Space}+\\z");

    private MatcherParser() {}

    /**
     * Reads matchers separated by commas, with or without braces around them.
     *
     * @throws IllegalArgumentException if one of them is broken
     */
    public static List<LabelMatcher> parseAll(String text) {
        String list = text.startsWith("{") ? text.substring(1) : text;
        list = list.endsWith("}") ? list.substring(0, list.length() - 1) : list;
        return split(list).stream().map(MatcherParser::parse).toList();
    }

    /** Splits at commas outside of quotes. As in Alertmanager, a comma ends no escape, and only the last part is stripped. */
    private static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean isQuoted = false;
        boolean isEscaped = false;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c == ',' && !isQuoted) {
                parts.add(part.toString());
                part.setLength(0);
                continue;
            }
            if (c == '"') {
                isQuoted ^= !isEscaped;
                isEscaped = false;
            } else if (c != ',') {
                isEscaped = c == '\\' && !isEscaped;
            }
            part.append(c);
        }
        String last = OUTER_SPACE.matcher(part).replaceAll("");
        if (!last.isEmpty()) {
            parts.add(last);
        }
        return parts;
    }

    /**
     * Reads one matcher.
     *
     * @throws IllegalArgumentException if it is broken
     */
    public static LabelMatcher parse(String text) {
        Matcher classic = CLASSIC.matcher(text);
        if (classic.matches()) {
            return matcher(classic.group(1), classic);
        }
        Matcher unicode = UNICODE_NAME.matcher(text);
        if (unicode.matches()) {
            return matcher(unquoted(unicode.group(1)), unicode);
        }
        throw new IllegalArgumentException(
                "expected a matcher such as severity=\"critical\", got " + ForeignText.quote(text));
    }

    private static LabelMatcher matcher(String name, Matcher parts) {
        return new LabelMatcher(name, LabelMatcher.Operator.of(parts.group(2)), unquoted(parts.group(3)));
    }

    /** Returns a text without the quotes around it, if there are any, and without escapes. */
    private static String unquoted(String raw) {
        boolean isQuoted = raw.startsWith("\"");
        String inner = isQuoted ? raw.substring(1) : raw;
        StringBuilder text = new StringBuilder();
        int last = inner.length() - 1;
        boolean isClosed = false;
        for (int i = 0; i <= last; i++) {
            char c = inner.charAt(i);
            if (c == '\\' && i < last) {
                i++;
                text.append(unescaped(inner.charAt(i)));
            } else if (c == '"') {
                isClosed = isQuoted && i == last;
                if (!isClosed) {
                    throw unescapedQuote(raw);
                }
            } else {
                text.append(c);
            }
        }
        if (isQuoted && !isClosed) {
            throw unescapedQuote(raw);
        }
        return text.toString();
    }

    private static String unescaped(char c) {
        if (c == 'n') {
            return "\n";
        }
        return c == '"' || c == '\\' ? String.valueOf(c) : "\\" + c;
    }

    private static IllegalArgumentException unescapedQuote(String raw) {
        return new IllegalArgumentException(
                "value of a matcher with an unescaped or missing quote: " + ForeignText.quote(raw));
    }
}
