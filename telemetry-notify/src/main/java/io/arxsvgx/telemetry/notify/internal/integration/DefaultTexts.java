// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

/** The templates of texts that a configuration leaves out. */
final class DefaultTexts {
    /** One line about the group: status, number of firing alerts, and what its alerts have in common. */
    static final String TITLE =
            "[{{ .Status | toUpper }}{{ if eq .Status \"firing\" }}:{{ .Alerts.Firing | len }}{{ end }}]"
                    + " {{ if .CommonLabels.alertname }}{{ .CommonLabels.alertname }}"
                    + "{{ else }}{{ .GroupLabels.Values | join \" \" }}{{ end }}"
                    + "{{ if .CommonLabels.source }} on {{ .CommonLabels.source }}{{ end }}"
                    + "{{ if .CommonLabels.severity }} ({{ .CommonLabels.severity }}){{ end }}";

    /** One line about each alert. */
    static final String ALERT_LINES = "{{ range .Alerts.Firing }}• {{ .Labels.alertname }} on {{ .Labels.source }}:"
            + " {{ .Annotations.description }}\n{{ end }}"
            + "{{ range .Alerts.Resolved }}• resolved: {{ .Labels.alertname }} on {{ .Labels.source }}\n{{ end }}";

    static final String PRODUCT = "Arx Telemetry";
    static final String PAGE = "{{ .ExternalURL }}";

    private DefaultTexts() {}

    /** Returns lines with the labels and the description of the alerts of a list, such as {@code Firing}. */
    static String instances(String list) {
        return "{{ range .Alerts." + list + " }}{{ range .Labels.SortedPairs }}{{ .Name }}={{ .Value }} {{ end }}\n"
                + "  {{ .Annotations.description }}\n"
                + "{{ if .GeneratorURL }}  {{ .GeneratorURL }}\n{{ end }}{{ end }}";
    }
}
