// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.examples.svg.parser.Bounds;
import io.arxsvgx.telemetry.examples.svg.parser.StaxSvgParser;
import io.arxsvgx.telemetry.examples.svg.parser.SvgDocument;
import io.arxsvgx.telemetry.examples.svg.parser.SvgParseException;
import io.arxsvgx.telemetry.examples.svg.parser.SvgParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class MadeFilesTest {
    private static final SvgParser PARSER = StaxSvgParser.create();

    @Test
    void load_packageOnClassPath_givesAllFilesAndAllParse() {
        List<SvgFile> files = SvgFiles.load();

        assertThat(files).hasSize(2_079);
        assertThat(files)
                .allSatisfy(file ->
                        assertThat(PARSER.parse(file.content()).elements()).isPositive());
        assertThat(files).extracting(SvgFile::name).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void load_knownIcon_isCountedRight() {
        SvgFile icon = SvgFiles.load().stream()
                .filter(file -> file.name().equals("0-circle.svg"))
                .findFirst()
                .orElseThrow();

        SvgDocument document = PARSER.parse(icon.content());

        assertThat(document.elements()).isEqualTo(3);
        assertThat(document.bounds()).isEqualTo(new Bounds(0, 0, 16, 16));
    }

    @Test
    void broken_everyIconInEveryWay_isRefusedByTheParser() {
        var made = new MadeFiles(7);
        for (SvgFile icon : SvgFiles.load()) {
            for (int kind = 0; kind < 4; kind++) {
                SvgFile broken = made.broken(icon, kind);
                assertThatThrownBy(() -> PARSER.parse(broken.content()))
                        .as(broken.name())
                        .isInstanceOf(SvgParseException.class);
            }
        }
    }

    @Test
    void drawing_anyNumberOfShapes_holdsThemAndTheRoot() {
        SvgDocument document = PARSER.parse(new MadeFiles(7).drawing(30_000).content());

        assertThat(document.elements()).isEqualTo(30_001);
        assertThat(document.segments()).isGreaterThan(30_000);
        assertThat(document.viewBox()).isNotNull();
    }

    @Test
    void steps_sameSeed_givesSameFiles() {
        List<SvgFile> icons = SvgFiles.load().subList(0, 50);

        List<TourStep> first = Round.steps(icons, 1, 5);
        List<TourStep> second = Round.steps(icons, 1, 5);

        assertThat(first).hasSameSizeAs(second).hasSizeGreaterThan(50);
        for (int i = 0; i < first.size(); i++) {
            assertThat(first.get(i).file().get().content())
                    .isEqualTo(second.get(i).file().get().content());
        }
    }
}
