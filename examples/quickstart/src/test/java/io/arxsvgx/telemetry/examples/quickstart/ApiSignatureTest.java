// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The public API of each module equals the files in {@code docs/api}, so that a review shows every change of it. With {@code
 * -Dapi.update=true} the test writes the files instead of comparing them.
 */
class ApiSignatureTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path RECORDED = ROOT.resolve("docs/api");
    private static final Pattern EXPORTS = Pattern.compile("exports ([\\w.]+);");
    private static final ToolProvider JAVAP = ToolProvider.findFirst("javap").orElseThrow();

    static List<String> modules() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.filter(module -> Files.exists(descriptor(module)))
                    .map(module -> module.getFileName().toString())
                    .filter(name -> name.startsWith("telemetry-"))
                    .sorted()
                    .toList();
        }
    }

    private static Path descriptor(Path module) {
        return module.resolve("src/main/java/module-info.java");
    }

    /** Returns the public and protected signatures of the exported packages, by the name of the type. */
    private static String signatures(Path module) throws IOException {
        Matcher exported = EXPORTS.matcher(Files.readString(descriptor(module)));
        TreeMap<String, String> types = new TreeMap<>();
        while (exported.find()) {
            Path folder =
                    module.resolve("target/classes").resolve(exported.group(1).replace('.', '/'));
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(ApiSignatureTest::isType).toList()) {
                    types.put(file.toString(), signature(file));
                }
            }
        }
        return types.values().stream()
                .filter(text -> text.startsWith("public "))
                .collect(Collectors.joining("\n"));
    }

    private static boolean isType(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".class") && !name.endsWith("-info.class");
    }

    private static String signature(Path type) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        assertThat(JAVAP.run(out, out, "-protected", type.toString())).isZero();
        return text.toString()
                .lines()
                .filter(line -> !line.startsWith("Compiled from "))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void publicApi_ofEachModule_isTheRecordedOne(String module) throws IOException {
        String signatures = signatures(ROOT.resolve(module));
        Path recorded = RECORDED.resolve(module + ".txt");
        if (Boolean.getBoolean("api.update")) {
            Files.createDirectories(RECORDED);
            Files.writeString(recorded, signatures);
        }
        assertThat(signatures)
                .as("docs/api/%s.txt: if the change is meant, run this test with -Dapi.update=true", module)
                .isEqualTo(Files.exists(recorded) ? Files.readString(recorded) : "");
    }

    @Test
    void recordedFiles_areThoseOfTheModules() throws IOException {
        try (Stream<Path> files = Files.list(RECORDED)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            modules().stream().map(name -> name + ".txt").toList());
        }
    }
}
