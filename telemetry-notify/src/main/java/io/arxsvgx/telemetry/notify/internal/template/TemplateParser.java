// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.template;

import io.arxsvgx.telemetry.text.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The parser of templates. It knows the kind of every value, so that nothing fails when a text is written. */
final class TemplateParser {
    private static final int MAX_DEPTH = 100;
    private static final Set<String> KEYWORDS = Set.of("if", "range", "else", "end");
    private static final Set<String> UNSUPPORTED =
            Set.of("with", "define", "template", "block", "break", "continue", "nil", "true", "false");

    private final String text;
    private final List<Token> tokens;
    private int next;
    private int depth;

    private TemplateParser(String text) {
        this.text = text;
        this.tokens = TemplateLexer.tokens(text);
    }

    /**
     * Parses a template.
     *
     * @throws InvalidTemplateException if it is not one, or not of the supported part of the language
     */
    static Fragment parse(String text) {
        TemplateParser parser = new TemplateParser(text);
        Fragment whole = parser.block(Kind.MESSAGE);
        Token end = parser.peek();
        if (!end.is(TokenType.END)) {
            throw parser.fault(end, "\"" + end.text() + "\" without \"if\" or \"range\"");
        }
        return whole;
    }

    /** Parses up to {@code else}, {@code end}, or the end of the text. */
    private Fragment block(Kind dot) {
        List<Fragment> parts = new ArrayList<>();
        while (true) {
            Token token = peek();
            if (token.is(TokenType.END) || token.isName("else") || token.isName("end")) {
                return new Fragment.Block(List.copyOf(parts));
            }
            parts.add(part(dot));
        }
    }

    private Fragment part(Kind dot) {
        Token token = peek();
        if (token.is(TokenType.LITERAL)) {
            next++;
            return new Fragment.Literal(token.text());
        }
        if (token.isName("if") || token.isName("range")) {
            next++;
            Fragment branch = branch(token, dot);
            return branch;
        }
        Expression value = pipeline(dot);
        if (!value.kind().canBeWritten()) {
            throw fault(token, "cannot write " + value.kind().words() + "; expected a text, such as .Status");
        }
        expect(TokenType.CLOSE, "}}");
        return new Fragment.Output(value);
    }

    /** Parses an {@code if} or {@code range} after its name. */
    private Fragment branch(Token name, Kind dot) {
        enter(name);
        Expression subject = pipeline(dot);
        expect(TokenType.CLOSE, "}}");
        Fragment branch;
        if (name.isName("if")) {
            Fragment then = block(dot);
            branch = new Fragment.Choice(subject, then, otherwise(name, dot));
        } else {
            Kind element = subject.kind().element();
            if (element == null) {
                throw fault(
                        subject.position(),
                        "range: expected a list, such as .Alerts, got "
                                + subject.kind().words());
            }
            Fragment body = block(element);
            branch = new Fragment.Loop(subject, body, otherwise(name, dot));
        }
        depth--;
        return branch;
    }

    /** Parses what follows a block: nothing, {@code else}, or {@code else if}; and the {@code end}. */
    private Fragment otherwise(Token opener, Kind dot) {
        Token token = peek();
        next++;
        if (token.is(TokenType.END)) {
            throw fault(opener, "\"" + opener.text() + "\" without \"end\"");
        }
        if (token.isName("end")) {
            expect(TokenType.CLOSE, "}}");
            return new Fragment.Block(List.of());
        }
        if (opener.isName("if") && peek().isName("if")) {
            Token nested = peek();
            next++;
            return branch(nested, dot);
        }
        expect(TokenType.CLOSE, "}}");
        Fragment block = block(dot);
        if (!peek().isName("end")) {
            throw fault(opener, "\"" + opener.text() + "\" without \"end\"");
        }
        next++;
        expect(TokenType.CLOSE, "}}");
        return block;
    }

    private Expression pipeline(Kind dot) {
        Expression value = command(dot, null);
        while (peek().is(TokenType.PIPE)) {
            next++;
            value = command(dot, value);
        }
        return value;
    }

    /** Parses an operand, or a function and its operands; the value of a pipe is the last operand. */
    private Expression command(Kind dot, @Nullable Expression piped) {
        Token token = peek();
        if (token.is(TokenType.NAME)) {
            next++;
            return call(token, dot, piped);
        }
        if (piped != null) {
            throw fault(token, "expected a function after \"|\"");
        }
        Expression value = operand(dot);
        if (isOperand(peek())) {
            throw fault(peek(), "unexpected \"" + peek().text() + "\"; only a function has arguments");
        }
        return value;
    }

    private Expression call(Token name, Kind dot, @Nullable Expression piped) {
        requireFunction(name);
        List<Expression> arguments = new ArrayList<>();
        while (isOperand(peek())) {
            arguments.add(operand(dot));
        }
        if (piped != null) {
            arguments.add(piped);
        }
        try {
            return TemplateFunctions.call(name.text(), name.position(), arguments);
        } catch (TemplateFunctions.CallException e) {
            throw fault(name, String.valueOf(e.getMessage()));
        }
    }

    private void requireFunction(Token name) {
        if (KEYWORDS.contains(name.text())) {
            throw fault(name, "unexpected \"" + name.text() + '"');
        }
        if (UNSUPPORTED.contains(name.text())) {
            throw fault(name, "\"" + name.text() + "\" is not supported; supported: if, else, range, end");
        }
    }

    private static boolean isOperand(Token token) {
        return switch (token.type()) {
            case FIELDS, STRING, NUMBER, OPEN_PARENTHESIS, NAME -> true;
            default -> false;
        };
    }

    private Expression operand(Kind dot) {
        Token token = peek();
        next++;
        return switch (token.type()) {
            case FIELDS -> fields(token, dot);
            case STRING -> new Expression(Kind.TEXT, token.position(), (message, value) -> token.text());
            case NUMBER -> number(token);
            case OPEN_PARENTHESIS -> parenthesis(token, dot);
            case NAME ->
                throw fault(
                        token, "unexpected \"" + token.text() + "\"; put a function with its arguments in parentheses");
            default -> throw fault(token, "expected a value, such as .Status");
        };
    }

    private static Expression number(Token token) {
        Long number = Long.valueOf(token.text());
        return new Expression(Kind.NUMBER, token.position(), (message, value) -> number);
    }

    private Expression parenthesis(Token open, Kind dot) {
        enter(open);
        Expression value = pipeline(dot);
        expect(TokenType.CLOSE_PARENTHESIS, ")");
        depth--;
        return value;
    }

    /** Parses a chain such as {@code .CommonLabels.severity}; after a {@code $} it begins at the message. */
    private Expression fields(Token token, Kind dot) {
        boolean isRooted = token.text().startsWith("$");
        Expression value = isRooted
                ? new Expression(Kind.MESSAGE, token.position(), (message, current) -> message)
                : new Expression(dot, token.position(), (message, current) -> current);
        String chain = token.text().substring(isRooted ? 1 : 0);
        for (String name : chain.isEmpty() ? new String[0] : chain.substring(1).split("\\.", -1)) {
            value = name.isEmpty() ? value : field(token, value, name);
        }
        return value;
    }

    private Expression field(Token token, Expression of, String name) {
        Kind.Field field = of.kind().field(name);
        if (field == null) {
            Set<String> known = new TreeSet<>(of.kind().fieldNames());
            String problem = known.isEmpty()
                    ? of.kind().words() + " has no fields, got \"." + name + '"'
                    : "of " + of.kind().words() + ": " + Suggestions.unknown("field", name, known);
            throw fault(token, problem);
        }
        Kind.Reader reader = field.reader();
        return new Expression(
                field.kind(), token.position(), (message, dot) -> reader.read(message, of.evaluate(message, dot)));
    }

    private void enter(Token token) {
        depth++;
        if (depth > MAX_DEPTH) {
            throw fault(token, "nested deeper than " + MAX_DEPTH);
        }
    }

    private Token peek() {
        return tokens.get(next);
    }

    private void expect(TokenType type, String shown) {
        Token token = peek();
        if (!token.is(type)) {
            throw fault(token, "unexpected \"" + token.text() + "\"; expected " + shown);
        }
        next++;
    }

    private InvalidTemplateException fault(Token token, String problem) {
        return fault(token.position(), problem);
    }

    private InvalidTemplateException fault(int position, String problem) {
        return new InvalidTemplateException(text, position, problem);
    }
}
