// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.condition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StuckSensorTest {
    private static final Path DOCUMENT = Path.of("../../docs/tutorials/own-condition.md");
    private static final Path SERVICES =
            Path.of("src/main/resources/META-INF/services/io.arxsvgx.telemetry.condition.ConditionProvider");

    @Test
    void main_run_reportsThatTheSensorIsStuck() {
        assertThat(output())
                .containsExactly(
                        "FIRING flow_meter_stuck: flow of meter_7: spread 0.0 < 0.01 over 30 s (3 values)",
                        "RESOLVED flow_meter_stuck: flow of meter_7: spread 0.0 < 0.01 over 30 s (3 values)");
    }

    @Test
    void document_ownCondition_showsWhatThisPrintsAndHowItIsRegistered() throws IOException {
        String document = Files.readString(DOCUMENT);

        assertThat(document).contains("```\n" + String.join("\n", output()) + "\n```");
        assertThat(document).contains("`" + Files.readString(SERVICES).strip() + "`");
        assertThat(document).contains("`META-INF/services/" + SERVICES.getFileName() + "`");
    }

    private static List<String> output() {
        PrintStream before = System.out;
        var written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, UTF_8));
        try {
            StuckSensor.main(new String[0]);
        } finally {
            System.setOut(before);
        }
        return written.toString(UTF_8).lines().toList();
    }
}
