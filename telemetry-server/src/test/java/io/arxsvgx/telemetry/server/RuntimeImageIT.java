// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that the server and all its dependencies are named modules: jlink creates a run-time image of them, which runs.
 */
class RuntimeImageIT {
    private static final List<String> ROOTS =
            List.of("io.arxsvgx.telemetry.server", "io.arxsvgx.telemetry.store", "io.arxsvgx.telemetry.rules");
    private static final String MODULE = """
            module host {
                requires io.arxsvgx.telemetry.server;
                requires io.arxsvgx.telemetry.store;
                requires java.net.http;
            }
            """;
    private static final String MAIN = """
            package host;

            import io.arxsvgx.telemetry.TelemetryConfig;
            import io.arxsvgx.telemetry.TelemetryProcessor;
            import io.arxsvgx.telemetry.rule.AlertRule;
            import io.arxsvgx.telemetry.server.RealtimeTelemetryServer;
            import io.arxsvgx.telemetry.store.SqliteAlertStore;
            import java.net.URI;
            import java.net.http.HttpClient;
            import java.net.http.HttpRequest;
            import java.net.http.HttpResponse;
            import java.nio.file.Path;
            import java.time.Duration;

            public class Main {
                public static void main(String[] args) throws Exception {
                    SqliteAlertStore store = SqliteAlertStore.open(Path.of(args[0], "alerts.db"));
                    TelemetryConfig config = TelemetryConfig.builder()
                            .httpPort(0).webSocketPort(0).dashboardPort(0).build();
                    try (TelemetryProcessor processor =
                                    TelemetryProcessor.builder().config(config).alertStore(store).build();
                            RealtimeTelemetryServer server =
                                    RealtimeTelemetryServer.create(processor, config)) {
                        processor.addAlertRule(AlertRule.builder("hot")
                                .condition("threshold")
                                .parameter("field", "temperature")
                                .parameter("operator", ">")
                                .parameter("value", 80.0)
                                .build());
                        processor.start();
                        server.start();
                        processor.series("pump", "temperature").record(90);
                        processor.flush(Duration.ofSeconds(30));
                        print(server.httpPort(), "/alerts");
                        print(server.httpPort(), "/metrics");
                        print(server.dashboardPort(), "/");
                        print(server.dashboardPort(), "/uplot.js");
                    }
                }

                private static void print(int port, String path) throws Exception {
                    HttpResponse<String> response = HttpClient.newHttpClient().send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                            HttpResponse.BodyHandlers.ofString());
                    System.out.println(path + " " + response.statusCode() + " " + response.body());
                }
            }
            """;

    @TempDir
    private Path folder;

    /** Returns the modules of a class path entry; some entries that tests need are no modules. */
    private static Stream<ModuleReference> modules(Path entry) {
        try {
            return ModuleFinder.of(entry).findAll().stream();
        } catch (FindException e) {
            return Stream.empty();
        }
    }

    private static ModuleFinder classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path[] modules = Arrays.stream(path.split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> modules(entry).findAny().isPresent())
                .toArray(Path[]::new);
        return ModuleFinder.of(modules);
    }

    /** Returns the modules outside the JDK that the server needs. */
    private static Set<ModuleReference> needed() {
        Configuration configuration = Configuration.resolve(
                classPath(), List.of(ModuleLayer.boot().configuration()), ModuleFinder.of(), ROOTS);
        return configuration.modules().stream().map(ResolvedModule::reference).collect(Collectors.toSet());
    }

    private static String modulePath(Path... more) {
        return Stream.concat(
                        needed().stream()
                                .map(module -> Path.of(module.location().orElseThrow())),
                        Stream.of(more))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void run(String tool, String... arguments) {
        StringWriter output = new StringWriter();
        PrintWriter printed = new PrintWriter(output);
        int result = ToolProvider.findFirst(tool).orElseThrow().run(printed, printed, arguments);
        assertThat(result).as("%s: %s", tool, output).isZero();
    }

    private Path compileHost() throws IOException {
        Path sources = Files.createDirectories(folder.resolve("source/host"));
        Path module = Files.writeString(sources.resolveSibling("module-info.java"), MODULE);
        Path main = Files.writeString(sources.resolve("Main.java"), MAIN);
        Path classes = folder.resolve("host");
        run("javac", "-p", modulePath(), "-d", classes.toString(), module.toString(), main.toString());
        return classes;
    }

    private String runHost(Path image) throws Exception {
        Path output = folder.resolve("output");
        Process host = new ProcessBuilder(
                        image.resolve("bin/java").toString(), "-m", "host/host.Main", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(host.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            host.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(host.exitValue()).as(text).isZero();
        return text;
    }

    @Test
    void modules_allThatTheServerNeeds_haveADescriptor() {
        assertThat(needed())
                .extracting(module -> module.descriptor().name())
                .contains("org.eclipse.jetty.server", "org.xerial.sqlitejdbc", "org.jctools.core.jdk11");
        assertThat(needed())
                .filteredOn(module -> module.descriptor().isAutomatic())
                .isEmpty();
    }

    @Test
    void image_ofTheServer_runsAndAnswers() throws Exception {
        Path image = folder.resolve("image");
        run(
                "jlink",
                "--module-path",
                modulePath(compileHost()),
                "--add-modules",
                "host," + String.join(",", ROOTS),
                "--output",
                image.toString());

        assertThat(runHost(image))
                .contains("/alerts 200 ", "pump", "\"durable\":true")
                .contains("/metrics 200 ", "telemetry_events_processed_total 1.0")
                .contains("/ 200 ", "/uplot.js 200 ");
    }
}
