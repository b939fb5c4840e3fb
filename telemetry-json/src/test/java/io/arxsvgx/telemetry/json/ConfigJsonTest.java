// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.TelemetryConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigJsonTest {
    private final JsonCodec json = new JsonCodec(JsonLimits.defaults());

    @Test
    void apply_theSpecificationsFile_setsAllOfIt() {
        TelemetryConfig.Builder config = TelemetryConfig.builder();
        assertThat(ConfigJson.apply(json.read("""
                                {"buffer_size": 5000, "processing_interval": 0.5, "alert_threshold": 0.7,
                                 "max_history_size": 1000, "max_series": 2000, "enable_websocket": false, "websocket_port": 1,
                                 "enable_http": false, "http_port": 2, "enable_dashboard": false, "dashboard_port": 3,
                                 "bind": "127.0.0.1"}
                                """), config)).containsExactly("bind");
        TelemetryConfig made = config.build();
        assertThat(made.bufferSize()).isEqualTo(5_000);
        assertThat(made.processingInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(made.alertThreshold()).isEqualTo(0.7);
        assertThat(made.maxHistorySize()).isEqualTo(1_000);
        assertThat(made.maxSeries()).isEqualTo(2_000);
        assertThat(made.enableWebSocket() || made.enableHttp() || made.enableDashboard())
                .isFalse();
        assertThat(made.webSocketPort() + made.httpPort() + made.dashboardPort())
                .isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"buffer_size\": 0}",
                "{\"buffer_size\": 1.5}",
                "{\"buffer_size\": \"10\"}",
                "{\"buffer_size\": 99999999999}",
                "{\"max_series\": 0}",
                "{\"max_series\": 100000001}",
                "{\"max_series\": \"10\"}",
                "{\"processing_interval\": 0}",
                "{\"processing_interval\": \"1\"}",
                "{\"alert_threshold\": 2}",
                "{\"enable_http\": 1}",
                "{\"http_port\": 70000}",
            })
    void apply_badValue_namesKeyValueAndWhatIsAllowed(String text) {
        String key = text.substring(2, text.indexOf('"', 2));
        String value = text.substring(text.indexOf(": ") + 2, text.length() - 1);
        assertThatThrownBy(() -> ConfigJson.apply(json.read(text), TelemetryConfig.builder()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(key, value, "expected");
    }
}
