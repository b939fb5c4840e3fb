// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.text.ForeignText;

/** Writes what the server finds questionable about rules that it has accepted. Thread-safe. */
public final class RuleWarnings {
    private RuleWarnings() {}

    /** Writes the warnings of one rule, as the server answered it, beside the results. */
    public static void print(CliContext shell, JsonNode rule) {
        rule.path("warnings")
                .forEach(warning -> print(shell, rule.path("rule_id").asText(), warning.asText()));
    }

    public static void print(CliContext shell, String ruleId, String warning) {
        shell.complain(ForeignText.escape("warning: rule " + ruleId + ": " + warning));
    }
}
