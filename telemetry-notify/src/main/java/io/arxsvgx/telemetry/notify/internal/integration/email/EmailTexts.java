// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration.email;

/** The templates of mails that a configuration leaves out. */
final class EmailTexts {
    static final String SUBJECT =
            "[{{ .Status | toUpper }}{{ if eq .Status \"firing\" }}:{{ .Alerts.Firing | len }}{{ end }}]"
                    + " {{ .GroupLabels.Values | join \" \" }}"
                    + "{{ if .CommonLabels.severity }} ({{ .CommonLabels.severity }}){{ end }}";

    static final String TEXT = "{{ if .Alerts.Firing }}Firing: {{ .Alerts.Firing | len }}\n\n"
            + text("Firing")
            + "{{ end }}{{ if .Alerts.Resolved }}Resolved: {{ .Alerts.Resolved | len }}\n\n"
            + text("Resolved")
            + "{{ end }}Receiver: {{ .Receiver }}\n{{ .ExternalURL }}\n";

    static final String HTML = "<!DOCTYPE html>\n<html><body style=\"font-family: sans-serif\">\n"
            + "{{ if .Alerts.Firing }}<h2 style=\"color: #b00020\">Firing: {{ .Alerts.Firing | len }}</h2>\n"
            + html("Firing")
            + "{{ end }}{{ if .Alerts.Resolved }}<h2 style=\"color: #1b5e20\">Resolved: {{ .Alerts.Resolved | len }}</h2>\n"
            + html("Resolved")
            + "{{ end }}<p>Receiver: {{ .Receiver }}</p>\n"
            + "{{ if .ExternalURL }}<p><a href=\"{{ .ExternalURL }}\">{{ .ExternalURL }}</a></p>\n{{ end }}"
            + "</body></html>\n";

    private EmailTexts() {}

    private static String text(String list) {
        return "{{ range .Alerts." + list + " }}{{ .Labels.alertname }} on {{ .Labels.source }}\n"
                + "  {{ .Annotations.description }}\n"
                + "  since {{ .StartsAt }}\n"
                + "{{ range .Labels.SortedPairs }}  {{ .Name }} = {{ .Value }}\n{{ end }}"
                + "{{ if .GeneratorURL }}  {{ .GeneratorURL }}\n{{ end }}\n{{ end }}";
    }

    private static String html(String list) {
        return "{{ range .Alerts." + list + " }}<h3>{{ .Labels.alertname }} on {{ .Labels.source }}</h3>\n"
                + "<p>{{ .Annotations.description }}<br>since {{ .StartsAt }}</p>\n<ul>\n"
                + "{{ range .Labels.SortedPairs }}<li>{{ .Name }} = {{ .Value }}</li>\n{{ end }}</ul>\n"
                + "{{ if .GeneratorURL }}<p><a href=\"{{ .GeneratorURL }}\">Details</a></p>\n{{ end }}{{ end }}";
    }
}
