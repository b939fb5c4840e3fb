// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The packaged program names every library that it contains. */
class NoticeIT {
    private static final Path PROGRAM = Path.of("target/telemetry.jar");
    private static final Pattern VERSION = Pattern.compile("-\\d[^/]*\\.jar$");

    private static Set<String> entries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(ZipEntry::getName)
                    .filter(name ->
                            !name.endsWith("/") && !name.startsWith("META-INF/") && !name.endsWith("module-info.class"))
                    .collect(Collectors.toSet());
        }
    }

    private static String notice() throws IOException {
        try (JarFile program = new JarFile(PROGRAM.toFile())) {
            return new String(
                    program.getInputStream(program.getEntry("META-INF/NOTICE")).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The libraries of the class path of which files are in the program, without those of this project. */
    private static List<String> bundled() throws IOException {
        Set<String> program = entries(PROGRAM);
        List<String> bundled = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            String name = Path.of(element).getFileName().toString();
            boolean isLibrary =
                    name.endsWith(".jar") && !name.startsWith("telemetry-") && !name.startsWith("examples-");
            if (isLibrary && entries(Path.of(element)).stream().anyMatch(program::contains)) {
                bundled.add(VERSION.matcher(name).replaceFirst(""));
            }
        }
        return bundled;
    }

    @Test
    void notice_ofThePackagedProgram_namesEveryLibraryInIt() throws IOException {
        List<String> bundled = bundled();

        assertThat(bundled).contains("jackson-core", "jetty-server", "picocli", "sqlite-jdbc");
        assertThat(notice()).contains("Copyright the Arx Telemetry authors.");
        assertThat(List.of(notice().split("[\\s,:()]+"))).containsAll(bundled).contains("uplot", "bootstrap-icons");
    }
}
