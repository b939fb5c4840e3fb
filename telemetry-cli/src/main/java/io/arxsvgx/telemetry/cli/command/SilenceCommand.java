// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.output.Formats;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.cli.shell.CliException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that sets a silence. */
@Command(
        name = "silence",
        header = "Suppress the actions of alerts for a time.",
        description = {
            "%nSets a silence: for a time, alerts that match every MATCHER are listed but call no action. A MATCHER is"
                    + " NAME=VALUE; NAME is rule_id, rule_name, source, type, severity or labels.NAME, and VALUE may contain *. For"
                    + " labels.NAME there are also != and, for a regular expression, =~ and !~.",
            "%nThe silence begins at once, and ends at its end time or by unsilence."
        },
        footer = {
            "%nExamples:",
            "  telemetry silence rule_id=high_temperature --duration 7200 --note maintenance",
            "  telemetry silence labels.site=north --duration 600",
            "  telemetry silence \"labels.site=~north|south\"",
            "  telemetry silence \"source=pump*\" severity=warning --until 2030-01-31T12:00:00Z"
        })
public final class SilenceCommand extends ClientCommand {
    private static final Pattern MATCHER = Pattern.compile("([^=!]+)(=~|!=|!~|=)(.*)", Pattern.DOTALL);
    private static final double MAX_SECONDS = 10 * 365.0 * 86_400;

    @Parameters(paramLabel = "MATCHER", arity = "1..*", description = "Matcher of alerts, as NAME=VALUE.")
    private List<String> matchers = new ArrayList<>();

    @Option(names = "--duration", paramLabel = "SECONDS", description = "Duration. Default: 3600.")
    private @Nullable Double duration;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "End time, such as 2030-01-31T12:00:00Z; instead of --duration.")
    private @Nullable String until;

    @Mixin
    private final AuthorOptions signed = new AuthorOptions();

    /** Creates the command. */
    public SilenceCommand(CliContext shell) {
        super(shell);
    }

    @Override
    public void run(ServerClient client) {
        ObjectNode silence = JsonNodeFactory.instance.objectNode();
        silence.set("matchers", matchers());
        silence.put("ends_at", end());
        silence.put("who", signed.who(shell)).put("note", signed.note());
        output.print(
                shell,
                client.send(
                                "POST",
                                "/silences",
                                "application/json",
                                silence.toString().getBytes(UTF_8))
                        .expectSuccess(),
                set -> shell.print(
                        "silence " + set.path("id").asText() + " until " + Formats.time(set.path("ends_at"))));
    }

    private ObjectNode matchers() {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        for (String matcher : matchers) {
            Matcher parts = MATCHER.matcher(matcher);
            if (!parts.matches()) {
                throw CliException.usage("MATCHER: expected NAME=VALUE, got \"" + matcher + "\"");
            }
            String operator = parts.group(2).equals("=") ? "" : parts.group(2);
            String name = parts.group(1) + operator;
            if (all.has(name)) {
                throw CliException.usage("MATCHER: duplicate name \"" + name + "\"");
            }
            all.put(name, parts.group(3));
        }
        return all;
    }

    /** The end time, which the server parses; a duration counts from this machine's clock. */
    private String end() {
        if (until != null && duration != null) {
            throw CliException.usage("--duration and --until are mutually exclusive; give one of them");
        }
        if (until != null) {
            return until;
        }
        double seconds = duration == null ? 3600 : duration;
        if (!(seconds >= 1 && seconds <= MAX_SECONDS)) {
            throw CliException.usage("--duration: expected seconds from 1 to 315360000, ten years, got " + seconds);
        }
        return Instant.now().plus(Duration.ofMillis((long) (seconds * 1e3))).toString();
    }
}
