// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.template;

import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.firing;
import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.message;
import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.message.MessageAlert;
import java.util.Collections;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTemplateTest {
    private static final Message MESSAGE =
            message(firing("hot", "pump-1"), firing("hot", "pump-2"), resolved("hot", "pump-3"));

    private static String text(String template) {
        return MessageTemplate.parse(template).text(MESSAGE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            plain text                                                      ~ plain text
            {{ .Status }}                                                   ~ firing
            {{.Receiver}}                                                   ~ team
            {{ .ExternalURL }}                                              ~ https://telemetry.example/page
            {{ .GroupLabels.alertname }}                                    ~ hot
            {{ .CommonLabels.severity }}/{{ .CommonLabels.source }}/        ~ critical//
            {{ .CommonAnnotations.summary | toUpper }}                      ~ TOO HOT
            {{ toLower "ABC" }}                                             ~ abc
            {{ .Alerts | len }} {{ len .Alerts.Firing }} {{ len .Alerts.Resolved }} ~ 3 2 1
            {{ range .Alerts }}{{ .Labels.source }},{{ end }}               ~ pump-1,pump-2,pump-3,
            {{ range .Alerts.Resolved }}{{ .Status }} {{ .EndsAt }}{{ end }} ~ resolved 2026-01-31 12:05:00.5 +0000 UTC
            {{ range .Alerts.Resolved }}{{ .GeneratorURL }}{{ end }}        ~ https://telemetry.example/page/#/alerts/hot-pump-3
            {{ range .Alerts }}{{ $.Receiver }},{{ end }}                   ~ team,team,team,
            {{ if eq .Status "firing" }}a{{ else }}b{{ end }}               ~ a
            {{ if ne .Status "firing" }}a{{ else if .CommonLabels.x }}b{{ else }}c{{ end }} ~ c
            {{ if eq (len .Alerts) 2 3 }}yes{{ end }}                       ~ yes
            {{ if .Alerts.Firing }}some{{ end }}                            ~ some
            {{ .CommonLabels.Names | join "," }}                            ~ alertname,severity,type
            {{ join " " .GroupLabels.SortedPairs.Values }}                  ~ hot
            a  {{- .Status -}}  b                                           ~ afiringb
            a{{/* comment */}}b                                             ~ ab
            a {{- /* comment */ -}} b                                       ~ ab
            {{ "quoted \\"text\\"" }}{{ `raw\\` }}                          ~ quoted "text"raw\\
            """)
    void text_supportedTemplate_isWritten(String template, String expected) {
        assertThat(text(template)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            {{ .Nothing }}                          ~ line 1, column 4: of the message: unknown field "Nothing"
            a{{ .Alerts }}                          ~ line 1, column 5: cannot write alerts
            {{ title .Status }}                     ~ line 1, column 4: unknown function "title"
            {{ printf "%s" .Status }}               ~ line 1, column 4: unknown function "printf"
            {{ with .Status }}{{ end }}             ~ line 1, column 4: "with" is not supported
            {{ template "x" . }}                    ~ line 1, column 4: "template" is not supported
            {{ $x := .Status }}                     ~ line 1, column 4: variables are not supported
            {{ range $i, $a := .Alerts }}{{ end }}  ~ line 1, column 10: variables are not supported
            {{ if .Status }}                        ~ line 1, column 4: "if" without "end"
            {{ range .Status }}{{ end }}            ~ line 1, column 10: range: expected a list
            {{ end }}                               ~ line 1, column 4: "end" without "if" or "range"
            {{ if .Status }}{{ else }}{{ else }}{{ end }} ~ line 1, column 4: "if" without "end"
            {{ .Status                              ~ line 1, column 1: action without an end
            {{/* .Status                            ~ line 1, column 1: comment without an end
            {{ }}                                   ~ line 1, column 4: expected a value
            {{ .Status .Receiver }}                 ~ line 1, column 12: unexpected ".Receiver"
            {{ .Status | .Receiver }}               ~ line 1, column 14: expected a function
            {{ len .Status .Status }}               ~ line 1, column 4: len: expected 1 argument, got 2
            {{ toUpper .Alerts }}                   ~ line 1, column 4: toUpper: expected a text, got alerts
            {{ join "," .Status }}                  ~ line 1, column 4: join: expected a list of texts
            {{ eq .Status 1 }}                      ~ line 1, column 4: eq: cannot compare a text with a number
            {{ .Status.x }}                         ~ line 1, column 4: a text has no fields
            {{ .StartsAt }}                         ~ line 1, column 4: of the message: unknown field "StartsAt"
            {{ range .Alerts }}{{ .Receiver }}{{ end }} ~ line 1, column 23: of an alert: unknown field "Receiver"
            {{ .Status | toUpper & }}               ~ line 1, column 22: unexpected "&"
            {{ "unclosed }}                         ~ line 1, column 4: unexpected
            """)
    void parse_unsupportedTemplate_isRefusedWithItsPosition(String template, String expected) {
        assertThatThrownBy(() -> MessageTemplate.parse(template))
                .isInstanceOf(InvalidTemplateException.class)
                .hasMessageStartingWith(expected);
    }

    @Test
    void parse_faultInALaterLine_isNamed() {
        assertThatThrownBy(() -> MessageTemplate.parse("a\nb\n  {{ .Foo }}"))
                .hasMessageStartingWith("line 3, column 6: ");
    }

    @Test
    void parse_deeplyNested_isRefused() {
        String template = "{{ if .Status }}".repeat(5_000) + "{{ end }}".repeat(5_000);
        assertThatThrownBy(() -> MessageTemplate.parse(template)).hasMessageContaining("nested deeper than 100");
        String operand = "{{ " + "(".repeat(5_000) + ".Status" + ")".repeat(5_000) + " }}";
        assertThatThrownBy(() -> MessageTemplate.parse(operand)).hasMessageContaining("nested deeper than 100");
    }

    @Test
    void parse_longQuotedText_isPossible() {
        String quoted = "x".repeat(200_000);
        assertThat(text("{{ \"" + quoted + "\" }}")).isEqualTo(quoted);
    }

    @Test
    void render_escaping_appliesToValuesOnly() {
        MessageTemplate template =
                MessageTemplate.parse("<b>{{ range .Alerts.Resolved }}{{ .Annotations.description }}{{ end }}");
        assertThat(template.render(MESSAGE, Escaping.HTML).text())
                .isEqualTo("<b>pump-3 is at 91 °C &amp; &#34;rising&#34; &lt;fast&gt;");
        assertThat(template.render(MESSAGE, Escaping.SLACK).text())
                .isEqualTo("<b>pump-3 is at 91 °C &amp; \"rising\" &lt;fast&gt;");
        assertThat(template.render(MESSAGE, Escaping.JSON).text())
                .isEqualTo("<b>pump-3 is at 91 °C & \\\"rising\\\" <fast>");
        assertThat(template.render(MESSAGE, Escaping.FORM).text())
                .isEqualTo("<b>pump-3+is+at+91+%C2%B0C+%26+%22rising%22+%3Cfast%3E");
    }

    @Test
    void render_longText_isCutAtOneMegabyteOfUtf8() {
        MessageTemplate template = MessageTemplate.parse("{{ range .Alerts }}" + "ä€𝄞".repeat(100_000) + "{{ end }}");
        Rendered rendered = template.render(MESSAGE, Escaping.NONE);
        assertThat(rendered.isCut()).isTrue();
        int length = rendered.text().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        assertThat(length).isBetween(MessageTemplate.MAX_BYTES - 4, MessageTemplate.MAX_BYTES);
    }

    @Test
    void render_textOfTheMaximumLength_isWhole() {
        MessageTemplate template = MessageTemplate.parse("x".repeat(MessageTemplate.MAX_BYTES));
        assertThat(template.render(MESSAGE, Escaping.NONE).isCut()).isFalse();
    }

    @Test
    @Timeout(60)
    void render_commonLabelsInALoop_areComputedOnce() {
        Message large =
                message(Collections.nCopies(10_000, firing("hot", "pump")).toArray(new MessageAlert[0]));
        String template = "{{ range .Alerts }}{{ $.CommonLabels.type }}{{ $.Alerts.Firing | len }}{{ end }}";
        assertThat(MessageTemplate.parse(template).text(large)).hasSize(10_000 * "temperature10000".length());
    }

    @Test
    @Timeout(60)
    void render_loopsWithoutOutput_end() {
        Message large =
                message(Collections.nCopies(5_000, firing("hot", "pump")).toArray(new MessageAlert[0]));
        String loops = "{{ range $.Alerts }}".repeat(10) + "{{ end }}".repeat(10);
        assertThat(MessageTemplate.parse(loops).render(large, Escaping.NONE).isCut())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "}}", "{ {", "a } } b"})
    void text_bracesOutsideOfActions_stay(String template) {
        assertThat(text(template)).isEqualTo(template);
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "{{",
                        "}}",
                        "{{-",
                        "-}}",
                        " ",
                        "if",
                        "range",
                        "else",
                        "end",
                        ".Status",
                        ".Alerts",
                        "|",
                        "len",
                        "eq",
                        "(",
                        ")",
                        "\"x\"",
                        "1",
                        "x",
                        "\n",
                        ".",
                        "$",
                        "/*",
                        "*/",
                        ".Labels.a",
                        "toUpper",
                        "\\",
                        "\"")
                .list()
                .ofMaxSize(25)
                .map(list -> String.join("", list));
    }

    @Property(seed = "24", tries = 3_000)
    void parse_anyPieces_areATemplateOrRefusedWithAPosition(@ForAll("pieces") String template) {
        try {
            MessageTemplate.parse(template).text(MESSAGE);
        } catch (InvalidTemplateException e) {
            assertThat(e.getMessage()).matches("(?s)line [0-9]+, column [0-9]+: .+");
        }
    }
}
