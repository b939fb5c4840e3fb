// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every Java snippet in the README and in docs is part of a source file of this module, of the example of a condition or of
 * the Spring Boot application; tests run all three.
 */
class DocumentationTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path SPRING = ROOT.resolve("telemetry-it-spring");
    private static final Path CONDITION = ROOT.resolve("examples/condition");
    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final Pattern XML = Pattern.compile("(?ms)^```xml\\n(.*?)^```$");
    private static final Pattern COORDINATES = Pattern.compile(
            "io\\.arxsvgx(?::|</groupId>\\s*<artifactId>)([a-z-]+)(?:(?::|</artifactId>\\s*<version>)([0-9][^<\"]*))?");
    private static final Pattern VERSION = Pattern.compile("<version>([^<]*)</version>");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
    /** The folder of the pictures of the dashboard page. */
    private static final String PICTURES = "images/";

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            docs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        return documents;
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        for (Path folder : List.of(Path.of("src"), CONDITION.resolve("src"), SPRING.resolve("src"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    sources.add(withoutBlanks(Files.readString(file)));
                }
            }
        }
        return sources;
    }

    @Test
    void java_inEveryDocument_isRunSomewhereHere() throws IOException {
        List<String> sources = sources();
        int found = 0;
        for (Path document : documents()) {
            Matcher blocks = JAVA.matcher(Files.readString(document));
            while (blocks.find()) {
                String block = withoutBlanks(blocks.group(1).replaceFirst(";\\s*$", ""));
                assertThat(sources)
                        .as("%s: %s", document.getFileName(), blocks.group(1))
                        .anyMatch(source -> source.contains(block));
                found++;
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(7);
    }

    @Test
    void dependenciesOfTheServer_inEmbedding_areThoseOfTheSpringBootApplication() throws IOException {
        List<String> blocks = XML.matcher(Files.readString(ROOT.resolve("docs/embedding.md")))
                .results()
                .map(block -> withoutBlanks(block.group(1)))
                .filter(block -> block.contains("<artifactId>telemetry-server</artifactId>"))
                .toList();
        assertThat(blocks).hasSize(1);
        for (String module : List.of("boot-3", "boot-4")) {
            assertThat(withoutBlanks(Files.readString(SPRING.resolve(module).resolve("pom.xml"))))
                    .contains(blocks);
        }
    }

    @Test
    void coordinates_inEveryDocument_areThoseOfAModule() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        int versions = 0;
        for (Path document : documents()) {
            Matcher coordinates = COORDINATES.matcher(Files.readString(document));
            while (coordinates.find()) {
                assertThat(ROOT.resolve(coordinates.group(1)).resolve("pom.xml"))
                        .as("%s: %s", document, coordinates.group())
                        .exists();
                if (coordinates.group(2) != null) {
                    assertThat(coordinates.group(2)).as(document.toString()).isEqualTo(version.group(1));
                    versions++;
                }
            }
        }
        assertThat(versions).isPositive();
    }

    @Test
    void links_inEveryDocument_leadToFilesThatAreThere() throws IOException {
        for (Path document : documents()) {
            Matcher links = LINK.matcher(Files.readString(document));
            while (links.find()) {
                String link = links.group(1);
                if (!link.contains(PICTURES)) {
                    assertThat(document.resolveSibling(link).normalize())
                            .as("%s: %s", document, link)
                            .exists();
                }
            }
        }
    }
}
