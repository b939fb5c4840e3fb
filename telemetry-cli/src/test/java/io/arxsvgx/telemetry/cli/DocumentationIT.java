// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.cli.Programs.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shell command in the README and in docs, run in its order against a server. */
class DocumentationIT {
    private static final Path ROOT = Path.of("..");
    private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");
    private static final Pattern MODULES = Pattern.compile("-pl ([\\w,-]+)");
    private static final Pattern PROFILE = Pattern.compile("-P(\\w+)");
    /** The time in which a command that runs until it is stopped prints something. */
    private static final int WATCHED_SECONDS = 5;

    @TempDir
    private Path folder;

    @AutoClose
    private Programs programs;

    private Program server;

    @BeforeEach
    void startServer() throws IOException {
        programs = new Programs(folder);
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("telemetry"), Programs.LAUNCHER);
        programs.set("PATH", bin + ":" + System.getenv("PATH"));
        server = programs.start("--no-data");
        programs.use(server);
    }

    static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> pages = Files.walk(ROOT.resolve("docs"))) {
            pages.filter(page -> page.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        documents.removeIf(document -> commands(document).isEmpty());
        return documents;
    }

    @ParameterizedTest
    @MethodSource("documents")
    void commands_inTheDocument_doWhatTheyShould(Path document) throws Exception {
        for (String line : commands(document)) {
            if (line.startsWith("mvn ")) {
                checkBuild(line);
            } else if (line.startsWith("telemetry start")) {
                startAndStop(line);
            } else if (!line.startsWith("docker ")) {
                run(line);
            }
        }
    }

    private static List<String> commands(Path document) {
        List<String> commands = new ArrayList<>();
        Matcher blocks = SHELL.matcher(text(document));
        while (blocks.find()) {
            blocks.group(1)
                    .lines()
                    .map(line -> line.strip().replace("telemetry-cli/target/telemetry ", "telemetry "))
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(commands::add);
        }
        return commands;
    }

    private static String text(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks that the parts of a build exist, since a build within the build would take too long. */
    private static void checkBuild(String line) throws IOException {
        Matcher modules = MODULES.matcher(line);
        while (modules.find()) {
            for (String module : modules.group(1).split(",", -1)) {
                assertThat(ROOT.resolve(module).resolve("pom.xml")).as(line).exists();
            }
        }
        Matcher profile = PROFILE.matcher(line);
        if (profile.find()) {
            assertThat(Files.readString(ROOT.resolve("examples/pom.xml")))
                    .as(line)
                    .contains("<id>" + profile.group(1) + "</id>");
        }
    }

    private void startAndStop(String line) throws Exception {
        String[] more = line.substring("telemetry start".length()).strip().split(" +");
        Program started = programs.start(more[0].isEmpty() ? new String[0] : more);

        started.process().destroy();

        assertThat(started.exitCode()).as(line).isZero();
    }

    private void run(String line) throws Exception {
        String address = server.address("HTTP").replaceFirst("http://", "");
        Program program = programs.launch("bash", "-c", line.replace("localhost:8080", address));
        boolean watches = (line.startsWith("telemetry monitor") || line.startsWith("telemetry tail"))
                && !line.contains("--duration");
        if (watches && !program.process().waitFor(WATCHED_SECONDS, TimeUnit.SECONDS)) {
            program.process().destroy();
        }
        assertThat(program.exitCode())
                .as(() -> line + "\n" + program.printed() + program.complained())
                .isZero();
    }
}
