// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.rule;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.cli.command.PackNames;
import io.arxsvgx.telemetry.cli.command.SampleFile;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.json.RulePacks;
import io.arxsvgx.telemetry.text.Suggestions;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that writes a sample rule. */
@Command(
        name = "create-rule",
        header = "Write a sample alert rule, or a rule pack.",
        description =
                "%nWrites a sample rule to FILE. With --condition it is an example of that condition, with each parameter, its"
                        + " meaning, the allowed values and the default as a comment. With --pack it is a file of ready rules"
                        + " for \"telemetry start --rules\". Edit it, and check it with \"telemetry validate\".",
        footer = {
            "%nExamples:",
            "  telemetry create-rule rule.json && telemetry add-rule rule.json",
            "  telemetry create-rule - --condition all_of",
            "  telemetry create-rule rules.json --pack jvm && telemetry start --rules rules.json"
        })
public final class CreateRuleCommand extends SampleFile {
    @Option(
            names = "--condition",
            paramLabel = "NAME",
            completionCandidates = ConditionNames.class,
            description = "Write an example of this condition, such as threshold or all_of.")
    private @Nullable String condition;

    @Option(
            names = "--pack",
            paramLabel = "NAME",
            completionCandidates = PackNames.class,
            description = "Write this rule pack: ${COMPLETION-CANDIDATES}.")
    private @Nullable String pack;

    /** Creates the command. */
    public CreateRuleCommand(CliContext shell) {
        super(shell, "rule.json", "set it with: telemetry add-rule");
    }

    @Override
    protected String text() {
        if (pack != null) {
            return condition == null ? text(pack) : refuseBoth();
        }
        return condition == null ? super.text() : example(condition);
    }

    private static String refuseBoth() {
        throw CliException.usage("--condition and --pack are both given; expected one of them");
    }

    private static String text(String pack) {
        try {
            return RulePacks.text(pack);
        } catch (IllegalArgumentException e) {
            throw CliException.usage("--pack: " + e.getMessage());
        }
    }

    private static String example(String kind) {
        try (TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults())) {
            Collection<ConditionProvider> known = processor.rules().conditions();
            ConditionProvider provider = known.stream()
                    .filter(one -> one.kind().equals(kind))
                    .findAny()
                    .orElseThrow(() ->
                            CliException.usage("--condition: " + Suggestions.unknown("condition", kind, names(known))));
            return new RuleExample(processor.rules()).of(provider);
        }
    }

    private static List<String> names(Collection<ConditionProvider> conditions) {
        return conditions.stream().map(ConditionProvider::kind).sorted().toList();
    }

    /** The names of the conditions, for the completion in a shell. Thread-safe. */
    static final class ConditionNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            try (TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults())) {
                return names(processor.rules().conditions()).iterator();
            }
        }
    }
}
