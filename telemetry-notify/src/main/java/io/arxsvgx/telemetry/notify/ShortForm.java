// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The configuration of a single address that gets the document of each alert at once, without groups. */
final class ShortForm {
    private ShortForm() {}

    static String yaml(String address, @Nullable Duration timeout, @Nullable Path certificates) {
        StringBuilder yaml = new StringBuilder("""
                route:
                  receiver: webhook
                  group_by: ['...']
                  group_wait: 0s
                  group_interval: 1s
                  repeat_interval: 1h
                receivers:
                  - name: webhook
                    webhook_configs:
                      - url: %s
                        format: alert
                """.formatted(quoted(address)));
        if (timeout != null) {
            yaml.append("        timeout: ").append(timeout.toMillis()).append("ms\n");
        }
        if (certificates != null) {
            yaml.append("        http_config:\n          tls_config:\n            ca_file: ")
                    .append(quoted(certificates.toString()))
                    .append('\n');
        }
        return yaml.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
