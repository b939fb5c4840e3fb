// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Simple names of types are unique, and packages have a limited number of types. */
class TypeNamesTest {
    private static final Path ROOT = Path.of("../..");
    private static final List<String> NOT_PUBLISHED = List.of(
            "telemetry-bench",
            "telemetry-stress",
            "telemetry-it-spring",
            "telemetry-it-kotlin",
            "telemetry-test-support");
    /** About 20; the root package of core has more, since it contains the entry points of the contract. */
    private static final int MAX_TYPES = 24;

    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> published = modules.filter(
                            module -> module.getFileName().toString().startsWith("telemetry-"))
                    .filter(module ->
                            !NOT_PUBLISHED.contains(module.getFileName().toString()))
                    .map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList();
            return published.stream().flatMap(TypeNamesTest::sourcesOf).toList();
        }
    }

    private static Stream<Path> sourcesOf(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.getFileName().toString().contains("-info."))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Long> counts(Function<Path, Path> part) throws IOException {
        return sources().stream().map(part).collect(groupingBy(Path::toString, counting()));
    }

    @Test
    void simpleNames_ofPublishedModules_areUnique() throws IOException {
        assertThat(counts(Path::getFileName))
                .hasSizeGreaterThan(300)
                .allSatisfy((name, count) -> assertThat(count).as(name).isEqualTo(1));
    }

    @Test
    void packages_ofPublishedModules_areOfModerateSize() throws IOException {
        assertThat(counts(Path::getParent))
                .hasSizeGreaterThan(30)
                .allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MAX_TYPES));
    }
}
