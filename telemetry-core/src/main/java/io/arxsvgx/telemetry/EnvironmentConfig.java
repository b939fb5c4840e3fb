// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import io.arxsvgx.telemetry.text.ForeignText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Reads a configuration from environment variables. */
final class EnvironmentConfig {
    private static final String PREFIX = "TELEMETRY_";

    private EnvironmentConfig() {}

    static TelemetryConfig.Builder read(Map<String, String> environment, TelemetryConfig.Builder config) {
        Reader reader = new Reader(environment);
        reader.whole("BUFFER_SIZE", config::bufferSize, "a whole number from 1 to 10000000");
        reader.with(
                "PROCESSING_INTERVAL",
                text -> config.processingInterval(seconds(text)),
                "seconds as a decimal, from 0.001 to 86400");
        reader.with(
                "ALERT_THRESHOLD",
                text -> config.alertThreshold(new BigDecimal(plain(text)).doubleValue()),
                "a number from 0 to 1");
        reader.whole("MAX_HISTORY_SIZE", config::maxHistorySize, "a whole number from 0 to 100000000");
        reader.whole("MAX_SERIES", config::maxSeries, "a whole number from 1 to 100000000");
        reader.with("ENABLE_WEBSOCKET", text -> config.enableWebSocket(flag(text)), Reader.FLAG);
        reader.whole("WEBSOCKET_PORT", config::webSocketPort, Reader.PORT);
        reader.with("ENABLE_HTTP", text -> config.enableHttp(flag(text)), Reader.FLAG);
        reader.whole("HTTP_PORT", config::httpPort, Reader.PORT);
        reader.with("ENABLE_DASHBOARD", text -> config.enableDashboard(flag(text)), Reader.FLAG);
        reader.whole("DASHBOARD_PORT", config::dashboardPort, Reader.PORT);
        return config;
    }

    /** A number in ASCII digits: the parsers of Java take those of every script. */
    private static String plain(String text) {
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new NumberFormatException(text);
        }
        return text;
    }

    private static Duration seconds(String text) {
        BigDecimal seconds = new BigDecimal(plain(text));
        if (Math.abs((long) seconds.precision() - seconds.scale()) > 18) {
            throw new ArithmeticException("out of range");
        }
        return Duration.ofNanos(
                seconds.movePointRight(9).setScale(0, RoundingMode.DOWN).longValueExact());
    }

    private static boolean flag(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        throw new IllegalArgumentException(text);
    }

    /** Reads one variable at a time, and turns whatever fails into one clear refusal. */
    private record Reader(Map<String, String> environment) {
        static final String FLAG = "true or false";
        static final String PORT = "a whole number from 0 to 65535";

        void whole(String name, Consumer<Integer> setting, String allowed) {
            with(name, text -> setting.accept(Integer.valueOf(plain(text))), allowed);
        }

        void with(String name, Consumer<String> setting, String allowed) {
            String text = environment.get(PREFIX + name);
            if (text == null) {
                return;
            }
            try {
                setting.accept(text);
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new IllegalArgumentException(
                        PREFIX + name + " is " + ForeignText.quote(text) + "; it takes " + allowed, e);
            }
        }
    }
}
