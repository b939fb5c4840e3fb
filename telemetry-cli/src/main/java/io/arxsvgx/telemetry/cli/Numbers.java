// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import java.util.regex.Pattern;
import picocli.CommandLine;

/** A reader of numbers on the command line: ASCII digits, without blanks, suffixes or names such as NaN. */
final class Numbers {
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

    private Numbers() {}

    /** Registers the converters of all commands of a command line. */
    static void register(CommandLine line) {
        line.registerConverter(int.class, text -> Integer.valueOf(checked(WHOLE, text)));
        line.registerConverter(Integer.class, text -> Integer.valueOf(checked(WHOLE, text)));
        line.registerConverter(long.class, text -> Long.valueOf(checked(WHOLE, text)));
        line.registerConverter(Long.class, text -> Long.valueOf(checked(WHOLE, text)));
        line.registerConverter(double.class, text -> Double.valueOf(checked(DECIMAL, text)));
        line.registerConverter(Double.class, text -> Double.valueOf(checked(DECIMAL, text)));
    }

    private static String checked(Pattern numbers, String text) {
        if (!numbers.matcher(text).matches()) {
            throw new NumberFormatException(text);
        }
        return text;
    }
}
