// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.template;

import io.arxsvgx.telemetry.text.Suggestions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The functions of templates. Arguments are checked when a template is parsed. */
final class TemplateFunctions {
    /** A function that checks its arguments and returns the call. */
    private interface Function {
        Expression call(int position, List<Expression> arguments);
    }

    private static final Map<String, Function> FUNCTIONS = Map.of(
            "len", TemplateFunctions::length,
            "eq", TemplateFunctions::equal,
            "ne", TemplateFunctions::different,
            "toUpper", TemplateFunctions::upper,
            "toLower", TemplateFunctions::lower,
            "join", TemplateFunctions::joined);

    private TemplateFunctions() {}

    /** Thrown for a call that is not possible. */
    static final class CallException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        CallException(String message) {
            super(message);
        }
    }

    /**
     * Returns a call of a function.
     *
     * @throws CallException if there is no such function, or not for these arguments
     */
    static Expression call(String name, int position, List<Expression> arguments) {
        Function function = FUNCTIONS.get(name);
        if (function == null) {
            Set<String> names = new TreeSet<>(FUNCTIONS.keySet());
            throw new CallException(Suggestions.unknown("function", name, names));
        }
        return function.call(position, arguments);
    }

    private static Expression length(int position, List<Expression> arguments) {
        requireCount("len", arguments, 1);
        Expression counted = arguments.get(0);
        if (!counted.kind().canBeCounted()) {
            throw wrong("len", "a list, labels or a text", counted);
        }
        return new Expression(Kind.NUMBER, position, (message, dot) -> Kind.count(counted.evaluate(message, dot)));
    }

    private static Expression equal(int position, List<Expression> arguments) {
        requireComparable("eq", arguments);
        Expression first = arguments.get(0);
        List<Expression> others = arguments.subList(1, arguments.size());
        return new Expression(Kind.BOOLEAN, position, (message, dot) -> {
            Object value = first.evaluate(message, dot);
            return others.stream().anyMatch(other -> value.equals(other.evaluate(message, dot)));
        });
    }

    private static Expression different(int position, List<Expression> arguments) {
        requireCount("ne", arguments, 2);
        requireComparable("ne", arguments);
        return new Expression(
                Kind.BOOLEAN,
                position,
                (message, dot) -> !arguments
                        .get(0)
                        .evaluate(message, dot)
                        .equals(arguments.get(1).evaluate(message, dot)));
    }

    private static Expression upper(int position, List<Expression> arguments) {
        Expression text = oneText("toUpper", arguments);
        return new Expression(
                Kind.TEXT,
                position,
                (message, dot) -> text.evaluate(message, dot).toString().toUpperCase(Locale.ROOT));
    }

    private static Expression lower(int position, List<Expression> arguments) {
        Expression text = oneText("toLower", arguments);
        return new Expression(
                Kind.TEXT,
                position,
                (message, dot) -> text.evaluate(message, dot).toString().toLowerCase(Locale.ROOT));
    }

    private static Expression joined(int position, List<Expression> arguments) {
        requireCount("join", arguments, 2);
        Expression separator = arguments.get(0);
        Expression texts = arguments.get(1);
        if (separator.kind() != Kind.TEXT) {
            throw wrong("join", "a text as separator", separator);
        }
        if (texts.kind() != Kind.TEXTS) {
            throw wrong("join", "a list of texts, such as .GroupLabels.Values,", texts);
        }
        return new Expression(Kind.TEXT, position, (message, dot) -> {
            List<String> parts = ((List<?>) texts.evaluate(message, dot))
                    .stream().map(Object::toString).toList();
            return String.join(separator.evaluate(message, dot).toString(), parts);
        });
    }

    private static Expression oneText(String function, List<Expression> arguments) {
        requireCount(function, arguments, 1);
        if (arguments.get(0).kind() != Kind.TEXT) {
            throw wrong(function, "a text", arguments.get(0));
        }
        return arguments.get(0);
    }

    private static void requireCount(String function, List<Expression> arguments, int count) {
        if (arguments.size() != count) {
            throw new CallException(function + ": expected " + count + (count == 1 ? " argument" : " arguments")
                    + ", got " + arguments.size());
        }
    }

    private static void requireComparable(String function, List<Expression> arguments) {
        if (arguments.size() < 2) {
            throw new CallException(function + ": expected at least 2 arguments, got " + arguments.size());
        }
        Kind kind = arguments.get(0).kind();
        for (Expression argument : arguments) {
            if (!argument.kind().canBeCompared()) {
                throw wrong(function, "texts or numbers", argument);
            }
            if (argument.kind() != kind) {
                throw new CallException(function + ": cannot compare " + kind.words() + " with "
                        + argument.kind().words());
            }
        }
    }

    private static CallException wrong(String function, String expected, Expression got) {
        return new CallException(
                function + ": expected " + expected + ", got " + got.kind().words());
    }
}
