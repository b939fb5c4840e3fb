// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * Reads the numbers of a command line: ASCII digits, perhaps a sign, a point and an exponent. The parsers of Java take more,
 * such as the digits of every script, blanks around a number, hexadecimal ones, and letters behind it.
 */
final class PlainNumbers {
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    private PlainNumbers() {}

    static void register(CommandLine line) {
        register(line, int.class, WHOLE, Integer::valueOf);
        register(line, Integer.class, WHOLE, Integer::valueOf);
        register(line, long.class, WHOLE, Long::valueOf);
        register(line, Long.class, WHOLE, Long::valueOf);
        register(line, double.class, DECIMAL, Double::valueOf);
        register(line, Double.class, DECIMAL, Double::valueOf);
    }

    private static <T> void register(CommandLine line, Class<T> type, Pattern form, Function<String, T> parser) {
        line.registerConverter(type, text -> {
            if (!form.matcher(text).matches()) {
                throw new CommandLine.TypeConversionException("\"" + text + "\" is not a number");
            }
            return parser.apply(text);
        });
    }
}
