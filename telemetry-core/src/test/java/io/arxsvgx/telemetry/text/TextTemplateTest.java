// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTemplateTest {
    @ParameterizedTest
    @CsvSource({
        "{{a}}, [a]",
        "x{{ a }}y{{b}}z, x[a]y[b]z",
        "{{a, {{a",
        "a}}, a}}",
        "{{}}, []",
        "{{{a}}}, [{a]}",
        "{a}, {a}",
        "{{a{{b}}, [a{{b]",
    })
    void expandAll_places_areReplacedOnce(String text, String expected) {
        assertThat(TextTemplate.expandAll(Map.of("t", text), name -> "[" + name + "]"))
                .containsEntry("t", expected);
    }

    @Test
    void expandAll_replacementWithPlaces_isNotExpandedAgain() {
        assertThat(TextTemplate.expandAll(Map.of("t", "{{a}}"), name -> "{{b}}"))
                .containsEntry("t", "{{b}}");
    }

    @Test
    void expandAll_withoutPlaces_isTheSameMap() {
        Map<String, String> texts = Map.of("t", "plain");
        assertThat(TextTemplate.expandAll(texts, name -> "")).isSameAs(texts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "{{source}} {{ type }}", "{{labels.a b}}", "{{"})
    void problems_knownPlaces_areNone(String text) {
        assertThat(TextTemplate.labelProblem(text)).isNull();
        assertThat(TextTemplate.annotationProblem(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{value}}", "{{limit}}", "{{meta.trace}}"})
    void labelProblem_changingPart_isRefused(String text) {
        assertThat(TextTemplate.labelProblem(text)).contains(text).contains("{{labels.NAME}}");
        assertThat(TextTemplate.annotationProblem(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{}}", "{{labels.}}", "{{meta.}}", "{{Value}}", "{{ $value }}", "{{labels}}"})
    void problems_unknownPlace_areNamed(String text) {
        assertThat(TextTemplate.labelProblem(text)).isNotNull();
        assertThat(TextTemplate.annotationProblem(text)).startsWith("expected {{value}}, ");
    }
}
