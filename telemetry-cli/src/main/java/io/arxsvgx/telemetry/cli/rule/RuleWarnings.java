// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.text.ForeignText;

/** The output of the server's warnings about accepted rules. Thread-safe. */
public final class RuleWarnings {
    private RuleWarnings() {}

    /** Writes the warnings of one rule in a response of the server. */
    public static void print(CliContext shell, JsonNode rule) {
        rule.path("warnings")
                .forEach(warning -> print(shell, rule.path("rule_id").asText(), warning.asText()));
    }

    public static void print(CliContext shell, String ruleId, String warning) {
        shell.complain(ForeignText.escape("warning: rule " + ruleId + ": " + warning));
    }
}
