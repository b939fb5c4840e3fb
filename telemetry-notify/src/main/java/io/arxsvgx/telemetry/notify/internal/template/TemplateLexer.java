// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lexer of templates: literal texts and the tokens of actions. Confined to one thread. */
final class TemplateLexer {
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final String COMMENT_END = "*/";
    private static final String IDENTIFIER = "[\\p{L}_][\\p{L}\\p{Nd}_]*";
    private static final Pattern NAME = Pattern.compile(IDENTIFIER);
    private static final Pattern FIELDS = Pattern.compile("\\$?\\.(" + IDENTIFIER + "(\\." + IDENTIFIER + ")*+)?|\\$");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\\n]++|\\\\.)*+)\"|`([^`]*)`");
    private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n]+");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private TemplateLexer(String text) {
        this.text = text;
    }

    /** Returns the tokens of a template; the last one is its end. */
    static List<Token> tokens(String text) {
        TemplateLexer lexer = new TemplateLexer(text);
        lexer.scan();
        return lexer.tokens;
    }

    private void scan() {
        boolean isTrimmed = false;
        while (at < text.length()) {
            int open = text.indexOf(OPEN, at);
            int end = open < 0 ? text.length() : open;
            boolean trimsBefore = open >= 0 && text.startsWith("-", open + 2) && isSpace(open + 3);
            literal(end, isTrimmed, trimsBefore);
            at = end;
            if (open >= 0) {
                at = open + (trimsBefore ? 3 : 2);
                isTrimmed = action(open);
            }
        }
        tokens.add(new Token(TokenType.END, "", text.length()));
    }

    private void literal(int end, boolean trimsStart, boolean trimsEnd) {
        int from = at;
        int to = end;
        while (trimsStart && from < to && isSpace(from)) {
            from++;
        }
        while (trimsEnd && to > from && isSpace(to - 1)) {
            to--;
        }
        if (to > from) {
            tokens.add(new Token(TokenType.LITERAL, text.substring(from, to), from));
        }
    }

    /** Reads an action to its end; returns whether the text after it is trimmed. */
    private boolean action(int open) {
        skip(SPACE);
        if (text.startsWith("/*", at)) {
            return comment(open);
        }
        while (true) {
            boolean isSpaced = skip(SPACE);
            if (text.startsWith(CLOSE, at)) {
                return close(CLOSE, false);
            }
            if (isSpaced && text.startsWith("-" + CLOSE, at)) {
                return close("-" + CLOSE, true);
            }
            if (at >= text.length()) {
                throw new InvalidTemplateException(text, open, "action without an end; expected }}");
            }
            token();
        }
    }

    private boolean close(String mark, boolean trims) {
        tokens.add(new Token(TokenType.CLOSE, mark, at));
        at += mark.length();
        return trims;
    }

    private boolean comment(int open) {
        int end = text.indexOf(COMMENT_END, at);
        int after = end < 0 ? text.length() : end + 2;
        at = after;
        boolean trims = skip(SPACE) && text.startsWith("-" + CLOSE, at);
        if (end < 0 || !text.startsWith(CLOSE, trims ? at + 1 : after)) {
            throw new InvalidTemplateException(text, open, "comment without an end; expected */}}");
        }
        at = (trims ? at + 1 : after) + CLOSE.length();
        return trims;
    }

    private void token() {
        if (text.charAt(at) == '$' && at + 1 < text.length() && Character.isJavaIdentifierStart(text.charAt(at + 1))) {
            throw new InvalidTemplateException(text, at, "variables are not supported; $ is the message");
        }
        if (add(TokenType.FIELDS, FIELDS)
                || add(TokenType.NAME, NAME)
                || add(TokenType.NUMBER, NUMBER)
                || addQuoted()) {
            return;
        }
        TokenType type = switch (text.charAt(at)) {
            case '|' -> TokenType.PIPE;
            case '(' -> TokenType.OPEN_PARENTHESIS;
            case ')' -> TokenType.CLOSE_PARENTHESIS;
            default ->
                throw new InvalidTemplateException(
                        text, at, "unexpected \"" + Character.toString(text.codePointAt(at)) + '"');
        };
        tokens.add(new Token(type, text.substring(at, at + 1), at));
        at++;
    }

    private boolean add(TokenType type, Pattern pattern) {
        Matcher found = matcher(pattern);
        if (!found.lookingAt()) {
            return false;
        }
        tokens.add(new Token(type, found.group(), at));
        at = found.end();
        return true;
    }

    private boolean addQuoted() {
        Matcher found = matcher(QUOTED);
        if (!found.lookingAt()) {
            return false;
        }
        String raw = found.group(2);
        tokens.add(new Token(TokenType.STRING, raw == null ? unescaped(found.group(1)) : raw, at));
        at = found.end();
        return true;
    }

    private String unescaped(String quoted) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            if (c == '\\') {
                i++;
                c = escaped(quoted.charAt(i));
            }
            plain.append(c);
        }
        return plain.toString();
    }

    private char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '"', '\\' -> c;
            default -> throw new InvalidTemplateException(text, at, "unknown escape \"\\" + c + '"');
        };
    }

    private boolean skip(Pattern pattern) {
        Matcher found = matcher(pattern);
        boolean isFound = found.lookingAt();
        at = isFound ? found.end() : at;
        return isFound;
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length());
    }

    private boolean isSpace(int index) {
        return index < text.length() && " \t\r\n".indexOf(text.charAt(index)) >= 0;
    }
}
