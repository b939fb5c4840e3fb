// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify;

/** The configuration of a single address that gets every step of every alert at once. */
final class ShortForm {
    private ShortForm() {}

    static String yaml(String address) {
        return """
                route:
                  receiver: webhook
                  group_by: ['...']
                  group_wait: 0s
                  group_interval: 1s
                receivers:
                  - name: webhook
                    webhook_configs:
                      - url: %s
                        format: alert
                """.formatted(quoted(address));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
