// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFileTest {
    @TempDir
    private Path folder;

    private Path path;
    private JsonFile<Integer> file;

    @BeforeEach
    void describe() {
        path = folder.resolve("deep").resolve("number.json");
        file = new JsonFile<>(
                path,
                new JsonCodec(JsonLimits.defaults()),
                JsonFileTest::number,
                (out, value) -> out.writeNumber(value));
    }

    private static int number(JsonNode node) {
        if (!node.isInt()) {
            throw new IllegalArgumentException("expected a number");
        }
        return node.asInt();
    }

    private void damage(String content) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    @Test
    void read_noFile_isEmpty() throws IOException {
        assertThat(file.read()).isEmpty();
        assertThat(path.getParent()).doesNotExist();
    }

    @Test
    void read_written_isTheSame() throws IOException {
        file.write(7);
        file.write(8);
        assertThat(file.read()).contains(8);
        assertThat(path.getParent())
                .isDirectoryContaining("glob:**/number.json")
                .isDirectoryNotContaining("glob:**.part");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1]", "\"seven\"", "1 2"})
    void read_damaged_throwsAndKeepsTheFile(String content) throws IOException {
        damage(content);
        assertThatIOException().isThrownBy(file::read);
        assertThat(path).hasContent(content);
    }

    @Test
    void moveAside_severalTimes_keepsEach() throws IOException {
        damage("first");
        assertThat(file.moveAside()).hasContent("first").hasFileName("number.json.damaged");
        damage("second");
        assertThat(file.moveAside()).hasContent("second").hasFileName("number.json.damaged-2");
        file.write(7);
        assertThat(file.read()).contains(7);
    }

    @Test
    void write_damagedFileCouldNotBeRenamed_isRefused() {
        assertThatIOException().isThrownBy(file::moveAside);
        assertThatIOException().isThrownBy(() -> file.write(7)).withMessageContaining("cannot be renamed");
    }

    @Test
    void write_fails_keepsTheFile() throws IOException {
        file.write(7);
        JsonFile<Integer> failing =
                new JsonFile<>(path, new JsonCodec(JsonLimits.defaults()), JsonFileTest::number, (out, value) -> {
                    throw new IOException("disk full");
                });
        assertThat(catchThrowable(() -> failing.write(8))).isNotNull();
        assertThat(file.read()).contains(7);
    }
}
