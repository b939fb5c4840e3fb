// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Dockerfile and compose.yaml refer to existing files and settings, which is checked without a Docker daemon. */
class ContainerIT {
    private static final Path ROOT = Path.of("..");

    private static String text(String name) throws IOException {
        return Files.readString(ROOT.resolve(name));
    }

    private static List<String> all(String regex, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(regex).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void dockerfile_copiedFiles_areWhatTheBuildMakes() throws IOException {
        String dockerfile = text("Dockerfile");

        assertThat(all("/src/(\\S+)", dockerfile))
                .containsExactly("telemetry-cli/target/telemetry", "telemetry-cli/target/telemetry.jar")
                .allSatisfy(file -> assertThat(ROOT.resolve(file)).isRegularFile());
        assertThat(Programs.LAUNCHER).isExecutable();
        assertThat(all("-pl (\\S+)", dockerfile))
                .allSatisfy(module -> assertThat(ROOT.resolve(module)).isDirectory());
    }

    @Test
    void ports_ofBothFiles_areTheDefaults() throws IOException {
        TelemetryConfig config = TelemetryConfig.defaults();
        String ports = config.webSocketPort() + " " + config.httpPort() + " " + config.dashboardPort();

        assertThat(all("EXPOSE (.*)", text("Dockerfile"))).containsExactly(ports);
        assertThat(String.join(" ", all("\"([0-9]+):[0-9]+\"", text("compose.yaml"))))
                .isEqualTo(ports);
        assertThat(String.join(" ", all("\"[0-9]+:([0-9]+)\"", text("compose.yaml"))))
                .isEqualTo(ports);
    }

    @Test
    void data_ofCompose_isAVolumeThatBelongsToTheUserOfTheImage() throws IOException {
        String dockerfile = text("Dockerfile");
        String folder = all("TELEMETRY_DATA=(\\S+)", dockerfile).get(0);
        String user = all("USER (\\S+)", dockerfile).get(0);
        assertThat(dockerfile.indexOf("chown " + user + " " + folder))
                .as("what a volume begins with is what the image has there")
                .isBetween(0, dockerfile.indexOf("VOLUME"));
        String volume =
                all("- ([^\\s:]+):" + folder + "\\s", text("compose.yaml")).get(0);
        assertThat(volume).matches("[a-z]+");
        assertThat(text("compose.yaml")).containsPattern("\nvolumes:\n  " + volume + ":\n");
    }

    @Test
    void variables_ofBothFiles_areDocumented() throws IOException {
        String documentation = text("docs/reference/command-line.md") + text("docs/reference/configuration.md");
        List<String> names = all("(TELEMETRY_[A-Z_]+)", text("Dockerfile") + text("compose.yaml"));

        assertThat(names).contains("TELEMETRY_BIND", "TELEMETRY_DATA", "TELEMETRY_BUFFER_SIZE", "TELEMETRY_API_TOKEN");
        assertThat(names).allSatisfy(name -> assertThat(documentation).contains("`" + name + "`"));
    }

    @Test
    void volumes_ofCompose_areTheImages() throws IOException {
        assertThat(all("VOLUME (.*)", text("Dockerfile"))).containsExactly("[\"/app/config\", \"/app/data\"]");
        assertThat(all("- (?:\\./)?[a-z]+:(/app/\\w+)", text("compose.yaml")))
                .containsExactly("/app/config", "/app/data");
    }

    @Test
    void dockerfile_commandsAndUser_areOurs() throws IOException {
        String dockerfile = text("Dockerfile");

        assertThat(all("CMD \\[(.*)]", dockerfile)).containsExactly("\"/app/telemetry\", \"health\"", "\"start\"");
        assertThat(all("ENTRYPOINT \\[(.*)]", dockerfile)).containsExactly("\"/app/telemetry\"");
        assertThat(TelemetryCli.commandLine(CliContext.system(System.out)).getSubcommands())
                .containsKeys("start", "health");
        assertThat(all("USER (.*)", dockerfile)).containsExactly("10001:10001");
    }
}
