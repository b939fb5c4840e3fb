// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]*)(?:#([^)]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*?) *$");
    private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final int MAX_LINES = 400;

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        documents.addAll(pages());
        return documents;
    }

    private static List<Path> allDocuments() throws IOException {
        List<Path> documents = new ArrayList<>(documents());
        documents.add(ROOT.resolve("CONTRIBUTING.md"));
        documents.add(ROOT.resolve("SECURITY.md"));
        documents.add(ROOT.resolve("CHANGELOG.md"));
        return documents;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return docs.filter(path -> path.toString().endsWith(".md")).sorted().toList();
        }
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
    void dependenciesOfTheServer_inTheHowTo_areThoseOfTheSpringBootApplication() throws IOException {
        List<String> blocks = XML.matcher(Files.readString(ROOT.resolve("docs/how-to/embed-in-spring-boot.md")))
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
    void links_inEveryDocument_leadToFilesAndHeadings() throws IOException {
        for (Path document : allDocuments()) {
            Matcher links = LINK.matcher(withoutCode(document));
            while (links.find()) {
                Path target = links.group(1).isEmpty()
                        ? document
                        : document.resolveSibling(links.group(1)).normalize();
                assertThat(target).as("%s: %s", document, links.group()).exists();
                if (links.group(2) != null) {
                    assertThat(anchors(target))
                            .as("%s: %s", document, links.group())
                            .contains(links.group(2));
                }
            }
        }
    }

    /** The anchors that GitHub gives the headings of a document. */
    private static List<String> anchors(Path document) throws IOException {
        return HEADING.matcher(withoutCode(document))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static String withoutCode(Path document) throws IOException {
        return CODE.matcher(Files.readString(document)).replaceAll("");
    }

    @Test
    void index_linksToEveryPage() throws IOException {
        Path index = ROOT.resolve("docs/README.md");
        Set<Path> linked = new HashSet<>();
        Matcher links = LINK.matcher(Files.readString(index));
        while (links.find()) {
            linked.add(index.resolveSibling(links.group(1)).normalize());
        }
        assertThat(pages()).allSatisfy(page -> {
            if (!page.equals(index)) {
                assertThat(linked).contains(page.normalize());
            }
        });
    }

    @Test
    void pages_areShort() throws IOException {
        for (Path page : pages()) {
            assertThat(Files.readAllLines(page)).as(page.toString()).hasSizeLessThanOrEqualTo(MAX_LINES);
        }
    }
}
