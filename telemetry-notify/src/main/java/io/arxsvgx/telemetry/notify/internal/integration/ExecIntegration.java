// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import io.arxsvgx.telemetry.notify.internal.message.IdempotencyKeys;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.AttemptText;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import io.arxsvgx.telemetry.notify.internal.receiver.IntegrationOptions;
import io.arxsvgx.telemetry.notify.internal.secret.Redactor;
import io.arxsvgx.telemetry.text.Durations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An integration that runs a command, never through a shell, with the message as JSON on its standard input: one of {@code
 * exec_configs}. Exit code 0 is success, 75 and a timeout are retried, any other code is final.
 */
final class ExecIntegration implements Integration {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    /** The exit code for a temporary failure, {@code EX_TEMPFAIL} of sysexits. */
    private static final int TEMPORARY_FAILURE = 75;
    /** The text of an exception for a command that does not exist or is not executable. */
    private static final String NEVER_STARTS = "(?s).*error=(2|8|13),.*";

    private final String name;
    private final boolean sendsResolved;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path directory;
    private final Duration timeout;

    private ExecIntegration(IntegrationOptions options) {
        name = options.name();
        sendsResolved = options.sendsResolved(true);
        command = List.copyOf(options.node().texts("command"));
        environment = Map.copyOf(options.node().map("env"));
        directory = options.global().environment().directory();
        timeout = options.duration("timeout", Duration.ofMillis(1), Duration.ofHours(1), DEFAULT_TIMEOUT);
        check(options);
    }

    static Integration parse(IntegrationOptions options) {
        return new ExecIntegration(options);
    }

    private void check(IntegrationOptions options) {
        if (!options.global().environment().allowsCommands()) {
            options.node().faults().add(options.node().path(), "commands are not allowed here");
        }
        if (command.isEmpty() || command.get(0).isBlank()) {
            options.node().fault("command", "missing; expected a list: the program and its arguments");
        } else if (command.stream().anyMatch(part -> part.indexOf('\0') >= 0)) {
            options.node().fault("command", "expected no NUL character");
        }
        environment.forEach((key, value) -> {
            if (key.isEmpty() || key.indexOf('=') >= 0 || key.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
                options.node().fault("env", "expected names without \"=\", and no NUL character");
            }
        });
    }

    @Override
    public String name() {
        return name;
    }

    /** Returns the program; arguments may be secrets. */
    @Override
    public String address() {
        return command.isEmpty() ? "" : command.get(0);
    }

    @Override
    public boolean sendsResolved() {
        return sendsResolved;
    }

    @Override
    public Attempt send(Message message) throws InterruptedException {
        Redactor redactor = new Redactor();
        environment.values().forEach(redactor::add);
        command.subList(1, command.size()).forEach(redactor::add);
        return AttemptText.clean(run(message), redactor);
    }

    private Attempt run(Message message) throws InterruptedException {
        try {
            RunningCommand running = RunningCommand.start(command, environment(message), directory);
            RunningCommand.End end = running.await(MessageJson.bytes(message), timeout);
            return end.isTimedOut()
                    ? Attempt.retry("no exit within " + Durations.format(timeout) + "; killed", null)
                    : exited(end);
        } catch (IOException e) {
            String text = "cannot start " + command.get(0);
            return String.valueOf(e.getMessage()).matches(NEVER_STARTS)
                    ? Attempt.dead(text + ": no such program, or not executable")
                    : Attempt.retry(text, null);
        }
    }

    private Map<String, String> environment(Message message) {
        Map<String, String> all = new TreeMap<>(environment);
        all.put("TELEMETRY_IDEMPOTENCY_KEY", IdempotencyKeys.headerValue(message.idempotencyKey()));
        all.put("TELEMETRY_RECEIVER", message.receiver().replace("\0", ""));
        all.put("TELEMETRY_STATUS", message.status());
        return all;
    }

    private static Attempt exited(RunningCommand.End end) {
        String output = end.output().isBlank() ? "" : ": " + end.output();
        String text = "exit code " + end.code() + output;
        if (end.code() == 0) {
            return Attempt.sent("exit code 0");
        }
        return end.code() == TEMPORARY_FAILURE ? Attempt.retry(text, null) : Attempt.dead(text);
    }
}
