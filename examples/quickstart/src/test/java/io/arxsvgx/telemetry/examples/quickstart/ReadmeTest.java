// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first Java snippet of the README, run in an empty main method. */
class ReadmeTest {
    private static final Pattern JAVA_AND_OUTPUT = Pattern.compile("(?ms)^```java\\n(.*?)^```\\s+^```\\n(.*?)^```$");
    private static final int MAX_LINES = 15;
    private static final String IMPORTS = Stream.of("", ".rule", ".rules")
            .map(name -> "import io.arxsvgx.telemetry" + name + ".*;")
            .collect(Collectors.joining());
    private static final String PROGRAM = """
            %s
            public class Pasted {
                public static void main(String[] args) throws Exception {
            %s
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void firstSnippet_pastedIntoMain_printsWhatTheReadmeShows() throws Exception {
        Matcher readme = JAVA_AND_OUTPUT.matcher(Files.readString(Path.of("../../README.md")));
        assertThat(readme.find()).isTrue();

        assertThat(readme.group(1).lines()).hasSizeLessThanOrEqualTo(MAX_LINES);
        assertThat(outputOf(readme.group(1))).isEqualTo(readme.group(2));
    }

    private String outputOf(String snippet) throws IOException, InterruptedException {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path source = Files.writeString(folder.resolve("Pasted.java"), PROGRAM.formatted(IMPORTS, snippet));
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", path, "-d", folder.toString(), source.toString());
        assertThat(compiled).isZero();
        File out = folder.resolve("out").toFile();
        Process program = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        folder + File.pathSeparator + path,
                        "Pasted")
                .redirectOutput(out)
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            program.destroyForcibly();
        }
        return Files.readString(out.toPath(), UTF_8);
    }
}
