// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstProgramTest {
    private static final Path SOURCE =
            Path.of("src/main/java/io/arxsvgx/telemetry/examples/quickstart/FirstProgram.java");
    private static final Path DOCUMENT = Path.of("../../docs/tutorials/first-alert.md");
    private static final Path README = Path.of("../../README.md");
    private static final String END_OF_HEADER = "Apache-2.0\n";

    @Test
    void main_run_printsTheAlertWhenItFiresAndWhenItEnds() {
        List<String> lines = outputOf(() -> FirstProgram.main(new String[0]));

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("FIRING").contains("82.0 > 80.0");
        assertThat(lines.get(1)).startsWith("RESOLVED");
        assertThat(lines.get(2)).startsWith("2 breaches").contains("78.0 <= 80.0");
    }

    @Test
    void source_forTheDocumentation_hasAtMostFortyLines() throws IOException {
        assertThat(Files.readAllLines(SOURCE)).hasSizeLessThanOrEqualTo(40);
    }

    @Test
    void document_firstProgram_isThisOneAndPrintsWhatItPrints() throws IOException {
        String document = Files.readString(DOCUMENT);
        String source = Files.readString(SOURCE);
        String output = String.join("\n", outputOf(() -> FirstProgram.main(new String[0])));

        assertThat(document).contains(source.substring(source.indexOf(END_OF_HEADER) + END_OF_HEADER.length()));
        assertThat(document).contains("```\n" + output + "\n```");
    }

    @Test
    void readme_embedding_printsWhatTheReadmeSays() throws IOException {
        String output = String.join("\n", outputOf(() -> Embedding.main(new String[0])));

        assertThat(Files.readString(README)).contains("```\n" + output + "\n```");
    }

    private static List<String> outputOf(Runnable program) {
        PrintStream before = System.out;
        var written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(before);
        }
        return written.toString(UTF_8).lines().toList();
    }
}
