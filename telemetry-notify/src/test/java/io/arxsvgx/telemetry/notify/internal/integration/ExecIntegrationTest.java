// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.firing;
import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.message.MessageAlert;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ExecIntegrationTest {
    private static final Message MESSAGE = message(firing("hot", "pump-1"));

    @TempDir
    Path folder;

    private Attempt send(String yaml, Message message) throws InterruptedException {
        IntegrationFixture fixture = IntegrationFixture.in(folder);
        return fixture.environment(fixture.environment().allowsCommands(true))
                .integration("exec", yaml)
                .send(message);
    }

    private Attempt shell(String script) throws InterruptedException {
        return send("command: [sh, -c, '" + script + "']", MESSAGE);
    }

    @Test
    void send_message_isStandardInput() throws Exception {
        assertThat(shell("cat > input; echo $TELEMETRY_STATUS $TELEMETRY_RECEIVER > status"))
                .isEqualTo(Attempt.sent("exit code 0"));
        assertThat(new ObjectMapper()
                        .readTree(Files.readString(folder.resolve("input")))
                        .path("version")
                        .asText())
                .isEqualTo("4");
        assertThat(folder.resolve("status")).hasContent("firing team\n");
    }

    @Test
    void send_arguments_neverGoThroughAShell() throws Exception {
        send("command: [touch, '; touch x', '$(touch y)', '*']", MESSAGE);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("; touch x", "$(touch y)", "*");
        }
    }

    @Test
    void send_environment_hasOnlyWhatIsGivenAndThePath() throws Exception {
        send("{command: [sh, -c, 'env > env'], env: {MY_KEY: value-of-key}}", MESSAGE);
        assertThat(Files.readAllLines(folder.resolve("env")))
                .contains("MY_KEY=value-of-key", "TELEMETRY_IDEMPOTENCY_KEY={}:{alertname=\"hot\"}#7")
                .allMatch(line -> line.matches(
                        "(PATH|HOME|USER|LANG|LC_ALL|TZ|TMPDIR|PWD|OLDPWD|SHLVL|_|MY_KEY|TELEMETRY_[A-Z_]+)=.*"));
    }

    @Test
    void send_exitCodes_decideWhatFollows() throws Exception {
        assertThat(shell("echo later; exit 75")).isEqualTo(Attempt.retry("exit code 75: later", null));
        assertThat(shell("echo bad >&2; exit 1")).isEqualTo(Attempt.dead("exit code 1: bad"));
        assertThat(send("command: [/no/such/program]", MESSAGE))
                .isEqualTo(Attempt.dead("cannot start /no/such/program: no such program, or not executable"));
    }

    @Test
    void send_commandThatDoesNotReadItsInput_succeeds() throws Exception {
        Message storm =
                message(Collections.nCopies(10_000, firing("hot", "pump-1")).toArray(new MessageAlert[0]));
        assertThat(send("command: ['true']", storm)).isEqualTo(Attempt.sent("exit code 0"));
    }

    @Test
    void send_endlessOutput_isReadAndBounded() throws Exception {
        Attempt attempt = shell("yes | head -c 20000000; exit 3");
        assertThat(attempt.outcome()).isEqualTo(Attempt.Outcome.DEAD);
        assertThat(attempt.text()).startsWith("exit code 3: y y").hasSizeLessThanOrEqualTo(300);
    }

    @Test
    void send_timeout_killsTheWholeTree() throws Exception {
        Attempt attempt = send("{command: [sh, -c, 'sleep 987 & echo $! > pid; wait'], timeout: 500ms}", MESSAGE);
        assertThat(attempt).isEqualTo(Attempt.retry("no exit within 500 ms; killed", null));
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        ProcessHandle.of(pid).ifPresent(child -> child.onExit().join());
    }

    @Test
    void send_childThatStaysWithTheOutput_doesNotHoldTheMessage() throws Exception {
        assertThat(shell("sleep 60 & echo $! > pid; echo started; exit 1"))
                .isEqualTo(Attempt.dead("exit code 1: started"));
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void send_secretsInEnvironmentOrArguments_areNotInTheText() throws Exception {
        Attempt attempt = send(
                "{command: [sh, -c, 'echo token $TOKEN $0; exit 1', argument-secret], env: {TOKEN: env-secret}}",
                MESSAGE);
        assertThat(attempt.text()).isEqualTo("exit code 1: token <secret> <secret>");
    }

    @Test
    void parse_commandsThatAreNotAllowed_areRefused() {
        assertThat(IntegrationFixture.in(folder).faults("exec", "command: ['true']"))
                .containsExactly("receivers[0].exec_configs[0]: commands are not allowed here");
    }
}
