// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The specification's {@code config.json}, and {@code max_series}. Thread-safe. */
public final class ConfigJson {
    private static final Map<String, Setting> SETTINGS = new LinkedHashMap<>();

    /** Takes one value; throws where it is of the wrong type or out of range. */
    @FunctionalInterface
    private interface Take {
        void take(TelemetryConfig.Builder config, JsonNode value);
    }

    private record Setting(String allowed, Take take) {}

    static {
        whole("buffer_size", "a whole number from 1 to 10000000", TelemetryConfig.Builder::bufferSize);
        SETTINGS.put(
                "processing_interval",
                new Setting(
                        "seconds as a decimal, from 0.001 to 86400",
                        (config, value) -> config.processingInterval(RuleJson.seconds("processing_interval", value))));
        SETTINGS.put("alert_threshold", new Setting("a number from 0 to 1", (config, value) -> {
            check(value.isNumber());
            config.alertThreshold(value.doubleValue());
        }));
        whole("max_history_size", "a whole number from 0 to 100000000", TelemetryConfig.Builder::maxHistorySize);
        whole("max_series", "a whole number from 1 to 100000000", TelemetryConfig.Builder::maxSeries);
        flag("enable_websocket", TelemetryConfig.Builder::enableWebSocket);
        whole("websocket_port", "a port from 0 to 65535", TelemetryConfig.Builder::webSocketPort);
        flag("enable_http", TelemetryConfig.Builder::enableHttp);
        whole("http_port", "a port from 0 to 65535", TelemetryConfig.Builder::httpPort);
        flag("enable_dashboard", TelemetryConfig.Builder::enableDashboard);
        whole("dashboard_port", "a port from 0 to 65535", TelemetryConfig.Builder::dashboardPort);
    }

    private ConfigJson() {}

    /** Sets a whole number. */
    @FunctionalInterface
    private interface Whole {
        void set(TelemetryConfig.Builder config, int value);
    }

    /** Sets a flag. */
    @FunctionalInterface
    private interface Flag {
        void set(TelemetryConfig.Builder config, boolean value);
    }

    private static void whole(String key, String allowed, Whole set) {
        SETTINGS.put(key, new Setting(allowed, (config, value) -> {
            check(value.isIntegralNumber() && value.canConvertToInt());
            set.set(config, value.intValue());
        }));
    }

    private static void flag(String key, Flag set) {
        SETTINGS.put(key, new Setting("true or false", (config, value) -> {
            check(value.isBoolean());
            set.set(config, value.booleanValue());
        }));
    }

    private static void check(boolean ok) {
        if (!ok) {
            throw new IllegalArgumentException("wrong type");
        }
    }

    /**
     * The keys of the specification, and {@code max_series}.
     *
     * @return in its order
     */
    public static Set<String> keys() {
        return java.util.Collections.unmodifiableSet(SETTINGS.keySet());
    }

    /**
     * Applies those keys of a file that are in {@link #keys()}.
     *
     * @param node the file
     * @param config where to
     * @return the other keys of the file
     * @throws IllegalArgumentException if a value is of the wrong type or out of range; the message names the key, the
     *     value and what is allowed
     */
    public static Set<String> apply(JsonNode node, TelemetryConfig.Builder config) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("a configuration is an object, not " + RuleJson.kind(node));
        }
        Set<String> others = new TreeSet<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            Setting setting = SETTINGS.get(entry.getKey());
            if (setting == null) {
                others.add(entry.getKey());
                continue;
            }
            try {
                setting.take.take(config, entry.getValue());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "\"" + entry.getKey() + "\" is " + RuleJson.shown(entry.getValue()) + "; it takes "
                                + setting.allowed,
                        e);
            }
        }
        return others;
    }
}
