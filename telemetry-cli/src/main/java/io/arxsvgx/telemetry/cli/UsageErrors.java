// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.Suggestions;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The messages of usage errors. */
final class UsageErrors {
    private UsageErrors() {}

    static String text(ParameterException fault) {
        if (fault instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(fault.getCommandLine(), unmatched.getUnmatched().get(0));
        }
        ArgSpec spec = fault.getArgSpec();
        String value = fault.getValue();
        String expected = spec == null ? null : expected(spec.type());
        return value == null || expected == null
                ? String.valueOf(fault.getMessage()).replaceAll("\\s*\\R\\s*", " ")
                : name(spec) + ": expected " + expected + ", got " + ForeignText.quote(value);
    }

    private static String unmatched(CommandLine at, String argument) {
        if (argument.startsWith("-") && argument.length() > 1) {
            List<String> options = at.getCommandSpec().options().stream()
                    .filter(option -> !option.hidden())
                    .map(OptionSpec::longestName)
                    .toList();
            return unknown("option", argument, options);
        }
        if (at.getParent() == null || !at.getSubcommands().isEmpty()) {
            List<String> commands = at.getSubcommands().entrySet().stream()
                    .filter(entry ->
                            !entry.getValue().getCommandSpec().usageMessage().hidden())
                    .map(java.util.Map.Entry::getKey)
                    .toList();
            return unknown("command", argument, commands);
        }
        return "unexpected argument " + ForeignText.quote(argument);
    }

    private static String unknown(String what, String name, Collection<String> known) {
        String nearest = Suggestions.nearest(name, known);
        return "unknown " + what + " " + ForeignText.quote(name)
                + (nearest == null ? "" : "; did you mean \"" + nearest + "\"?");
    }

    private static String name(ArgSpec spec) {
        return spec instanceof OptionSpec option ? option.longestName() : spec.paramLabel();
    }

    /** The expected values of a type; null if the message of picocli is used. */
    private static @Nullable String expected(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        return type == double.class || type == Double.class ? "a number" : null;
    }
}
