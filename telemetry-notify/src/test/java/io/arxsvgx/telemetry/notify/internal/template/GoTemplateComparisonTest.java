// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.template;

import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.firing;
import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.message;
import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.resolved;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arxsvgx.telemetry.notify.internal.integration.MessageDocuments;
import io.arxsvgx.telemetry.notify.internal.message.Commands;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares texts with those of Alertmanager, by its own {@code amtool template render}. */
class GoTemplateComparisonTest {
    private static final List<String> TEMPLATES = List.of(
            "{{ .Status }} {{ .Receiver }} {{ .ExternalURL }}",
            "{{ range .Alerts }}{{ .Status }} {{ .StartsAt }} {{ .Fingerprint }} {{ .GeneratorURL }}\n{{ end }}",
            "{{ range .Alerts }}{{ .EndsAt }};{{ end }}",
            "  {{- range .Alerts -}}  x {{ .Labels.source }}  {{- end -}}  y",
            "{{ .CommonLabels.Names | join \"-\" }}|{{ .CommonLabels.Values | join \",\" }}",
            "{{ range .CommonLabels.SortedPairs }}{{ .Name }}={{ .Value }};{{ end }}",
            "{{ if .CommonLabels.absent }}a{{ else if eq .Status \"resolved\" \"firing\" }}b{{ else }}c{{ end }}",
            "{{ len .Alerts }}{{ len .Status }}{{ len .CommonLabels }}{{ len \"ä€\" }}",
            "{{ eq 1 1 }} {{ ne .Status \"x\" }} {{ eq (len .Alerts) 3 }}",
            "{{ range .Alerts.Resolved }}r{{ else }}none{{ end }}{{ range .Alerts.Firing }}f{{ end }}",
            "{{ .CommonAnnotations.summary | toUpper | toLower }}{{ \"a\\tb\\\"c\" }}{{ `r\\n` }}",
            "{{/* c */}}a {{- /* c */ -}} b{{ $.Status }}{{ range .Alerts }}{{ $.Receiver }}{{ end }}",
            "{ {{ \"{{\" }} }} {{ .Status }}}}");

    @TempDir
    Path folder;

    @Test
    void text_supportedTemplates_areTheSameAsInGo() throws Exception {
        assumeTrue(Commands.isOnPath("amtool"));
        Message message = message(firing("hot", "pump-1"), firing("hot", "pump-2"), resolved("hot", "pump-3"));
        Path data = Files.write(folder.resolve("data.json"), MessageDocuments.of(message));
        Path none = Files.writeString(folder.resolve("none.tmpl"), "{{ define \"none\" }}{{ end }}");
        for (String template : TEMPLATES) {
            String expected = Commands.output(
                    "amtool",
                    "template",
                    "render",
                    "--template.glob=" + none,
                    "--template.text=" + template,
                    "--template.data=" + data);
            assertThat(MessageTemplate.parse(template).text(message).getBytes(UTF_8))
                    .as(template)
                    .isEqualTo(expected.getBytes(UTF_8));
        }
    }
}
