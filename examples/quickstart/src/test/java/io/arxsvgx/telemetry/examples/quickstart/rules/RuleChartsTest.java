// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.testsupport.GeneratedBlock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The charts of docs/reference/rules are the result of an evaluation. With {@code -Ddocs.update=true} the test writes them
 * instead of comparing them.
 */
class RuleChartsTest {
    private static final Path REFERENCE = Path.of("../../docs/reference/rules");
    private static final Path IMAGES = REFERENCE.resolve("images");
    private static final int MAX_BYTES = 8 * 1024;

    static List<RuleChart> charts() {
        return RuleCharts.all();
    }

    private static Path file(RuleChart chart) {
        return IMAGES.resolve(chart.name() + ".svg");
    }

    @ParameterizedTest
    @MethodSource("charts")
    void chart_isThatOfTheEvaluation(RuleChart chart) throws IOException {
        String svg = SvgChart.of(chart);
        if (Boolean.getBoolean(GeneratedBlock.UPDATE)) {
            Files.createDirectories(IMAGES);
            Files.writeString(file(chart), svg);
        }
        assertThat(file(chart))
                .as("run this test with -D%s=true", GeneratedBlock.UPDATE)
                .content()
                .isEqualTo(svg);
        assertThat(svg.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MAX_BYTES);
    }

    @ParameterizedTest
    @MethodSource("charts")
    void chart_isXml_withATitleAndADescription_ofAnAlertThatFiresAndResolves(RuleChart chart) throws Exception {
        var svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file(chart).toFile())
                .getDocumentElement();

        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(chart.title());
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                .contains("The alert fires at")
                .contains("It resolves at");
    }

    @Test
    void pages_showEveryChart_andThereAreNoOthers() throws IOException {
        try (Stream<Path> images = Files.list(IMAGES);
                Stream<Path> pages = Files.list(REFERENCE)) {
            assertThat(images)
                    .containsExactlyInAnyOrderElementsOf(
                            charts().stream().map(RuleChartsTest::file).toList());
            String text = pages.filter(file -> file.toString().endsWith(".md"))
                    .map(RuleChartsTest::read)
                    .reduce("", String::concat);
            assertThat(charts()).allSatisfy(chart -> assertThat(text).contains("(images/" + chart.name() + ".svg)"));
        }
    }

    @ParameterizedTest
    @MethodSource("charts")
    void page_ofAChart_hasTheEvidenceOfItsAlert(RuleChart chart) throws IOException {
        try (Stream<Path> pages = Files.list(REFERENCE)) {
            String page = pages.filter(file -> file.toString().endsWith(".md"))
                    .map(RuleChartsTest::read)
                    .filter(text -> text.contains("(images/" + chart.name() + ".svg)"))
                    .findFirst()
                    .orElseThrow();
            assertThat(page.replaceAll("\\s+", " "))
                    .contains("Evidence: `" + ChartRun.of(chart).evidence() + "`");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
