// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.file;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The program amtool 0.25 if it is on the path, else its recorded answers. To record them again: install Debian's
 * prometheus-alertmanager 0.25 and give {@code -Damtool.record=telemetry-notify/src/test/resources/amtool/recorded.json}.
 */
final class Amtool {
    private static final String VERSION = "version 0.25.";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final boolean IS_INSTALLED = isInstalled();

    private Amtool() {}

    /** Returns what the program answers, or has answered when it was recorded under this name. */
    static List<String> answers(String name, Supplier<List<String>> asking) {
        if (!IS_INSTALLED) {
            return Objects.requireNonNull(recorded().get(name));
        }
        List<String> answers = asking.get();
        String record = System.getProperty("amtool.record");
        if (record != null) {
            record(Path.of(record), name, answers);
        }
        return answers;
    }

    private static synchronized void record(Path file, String name, List<String> answers) {
        try {
            Map<String, List<String>> all = Files.exists(file) ? read(Files.newInputStream(file)) : new TreeMap<>();
            all.put(name, answers);
            Files.writeString(file, JSON.writeValueAsString(all) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, List<String>> recorded() {
        try {
            return read(Objects.requireNonNull(Amtool.class.getResourceAsStream("/amtool/recorded.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, List<String>> read(InputStream given) throws IOException {
        try (InputStream in = given) {
            return JSON.readValue(in, new TypeReference<TreeMap<String, List<String>>>() {});
        }
    }

    /** Runs the program, with both of its outputs as one. */
    static List<String> run(String... arguments) {
        return run(true, arguments);
    }

    /** Runs the program, without what it says on its standard error. */
    static List<String> runQuietly(String... arguments) {
        return run(false, arguments);
    }

    private static List<String> run(boolean withErrors, String... arguments) {
        List<String> command = new ArrayList<>(List.of("amtool"));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        if (withErrors) {
            builder.redirectErrorStream(true);
        } else {
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        }
        try {
            Process process = builder.start();
            try (InputStream out = process.getInputStream()) {
                String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
                process.waitFor();
                return text.lines().toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns for each file whether the program accepts it. */
    static List<Boolean> accepts(List<Path> files) {
        List<String> arguments = new ArrayList<>(List.of("check-config"));
        files.forEach(file -> arguments.add(file.toString()));
        return run(arguments.toArray(String[]::new)).stream()
                .filter(line -> line.startsWith("Checking '"))
                .map(line -> line.endsWith("'  SUCCESS"))
                .toList();
    }

    /** Returns the routes of a file as the program shows them, parents before their children. */
    static List<String> routes(Path file) {
        return runQuietly("config", "routes", "show", "--config.file", file.toString()).stream()
                .filter(line -> line.contains("── "))
                .map(line -> line.substring(line.indexOf("── ") + 3))
                .toList();
    }

    private static boolean isInstalled() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        boolean isFound = Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "amtool")));
        return isFound && run("--version").get(0).contains(VERSION);
    }
}
