// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import io.arxsvgx.telemetry.text.ForeignText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A setting of {@link TelemetryConfig} that can be given as text: its names, type, range, default and meaning. The one source
 * for the builder's checks, environment variables, configuration files, command line options and the generated reference.
 * Immutable and thread-safe.
 *
 * <pre>{@code
 * TelemetryConfig.Builder config = TelemetryConfig.builder();
 * for (ConfigSetting setting : ConfigSetting.all()) {
 *     String text = properties.getProperty("telemetry." + setting.key());
 *     if (text != null) {
 *         setting.apply(text, config);
 *     }
 * }
 * }</pre>
 */
public final class ConfigSetting {
    /** The type of a setting. Immutable. */
    public enum Type {
        /** A whole number. */
        WHOLE_NUMBER,
        /** A decimal number. */
        NUMBER,
        /** Seconds as a decimal number. */
        SECONDS,
        /** {@code true} or {@code false}. */
        FLAG
    }

    static final ConfigSetting BUFFER_SIZE = whole("bufferSize", 1, 10_000_000)
            .defaultsTo("10000")
            .means("How many events the ingest buffer holds, rounded up to a power of two.")
            .with((config, value) -> config.bufferSize((Integer) value), TelemetryConfig::bufferSize);
    static final ConfigSetting PROCESSING_INTERVAL = seconds("processingInterval", "0.001", "86400")
            .defaultsTo("1")
            .means("How often snapshots are sent to subscribers and failure detection runs.")
            .with((config, value) -> config.processingInterval((Duration) value), TelemetryConfig::processingInterval);
    static final ConfigSetting ALERT_THRESHOLD = new Draft("alertThreshold", Type.NUMBER, "0", "1")
            .defaultsTo("0.8")
            .means("The confidence above which a failure pattern raises an alert.")
            .with((config, value) -> config.alertThreshold((Double) value), TelemetryConfig::alertThreshold);
    static final ConfigSetting MAX_HISTORY_SIZE = whole("maxHistorySize", 0, 100_000_000)
            .defaultsTo("100000, fewer where the heap is below 160 MB")
            .means("How many values are kept over all series.")
            .with((config, value) -> config.maxHistorySize((Integer) value), TelemetryConfig::maxHistorySize);
    static final ConfigSetting MAX_SERIES = whole("maxSeries", 1, 100_000_000)
            .defaultsTo("100000, fewer where the heap is below 800 MB")
            .means(
                    "How many series are known at a time, of one type half as many; events of further series are discarded and counted.")
            .with((config, value) -> config.maxSeries((Integer) value), TelemetryConfig::maxSeries);
    static final ConfigSetting SERIES_EXPIRY = seconds("seriesExpiry", "1", "315360000")
            .defaultsTo("3600")
            .means(
                    "How long a series may have no event before it is removed and its alerts are resolved; at least staleAfter.")
            .with((config, value) -> config.seriesExpiry((Duration) value), TelemetryConfig::seriesExpiry);
    static final ConfigSetting STALE_AFTER = seconds("staleAfter", "0.001", "315360000")
            .defaultsTo("300")
            .means("How long a series may have no event before it is stale.")
            .with((config, value) -> config.staleAfter((Duration) value), TelemetryConfig::staleAfter);
    static final ConfigSetting ACTION_TIMEOUT = seconds("actionTimeout", "0.001", "86400")
            .defaultsTo("10")
            .means("How long a call of an action, a subscriber or the alert store may take before it is interrupted.")
            .with((config, value) -> config.actionTimeout((Duration) value), TelemetryConfig::actionTimeout);
    static final ConfigSetting ENABLE_WEBSOCKET = flag("enableWebSocket", "Whether a server offers the WebSocket.")
            .with((config, value) -> config.enableWebSocket((Boolean) value), TelemetryConfig::enableWebSocket);
    static final ConfigSetting WEBSOCKET_PORT = port("webSocketPort", 8765, "The port of the WebSocket")
            .with((config, value) -> config.webSocketPort((Integer) value), TelemetryConfig::webSocketPort);
    static final ConfigSetting ENABLE_HTTP = flag("enableHttp", "Whether a server offers the HTTP API.")
            .with((config, value) -> config.enableHttp((Boolean) value), TelemetryConfig::enableHttp);
    static final ConfigSetting HTTP_PORT = port("httpPort", 8080, "The port of the HTTP API")
            .with((config, value) -> config.httpPort((Integer) value), TelemetryConfig::httpPort);
    static final ConfigSetting ENABLE_DASHBOARD = flag("enableDashboard", "Whether a server offers the dashboard page.")
            .with((config, value) -> config.enableDashboard((Boolean) value), TelemetryConfig::enableDashboard);
    static final ConfigSetting DASHBOARD_PORT = port("dashboardPort", 8081, "The port of the dashboard page")
            .with((config, value) -> config.dashboardPort((Integer) value), TelemetryConfig::dashboardPort);

    private static final List<ConfigSetting> ALL = List.of(
            BUFFER_SIZE,
            PROCESSING_INTERVAL,
            ALERT_THRESHOLD,
            MAX_HISTORY_SIZE,
            MAX_SERIES,
            SERIES_EXPIRY,
            STALE_AFTER,
            ACTION_TIMEOUT,
            ENABLE_WEBSOCKET,
            WEBSOCKET_PORT,
            ENABLE_HTTP,
            HTTP_PORT,
            ENABLE_DASHBOARD,
            DASHBOARD_PORT);

    private static final String VARIABLE_PREFIX = "TELEMETRY_";
    private static final int MAX_DIGITS = 18;

    private final Draft draft;
    private final BiConsumer<TelemetryConfig.Builder, Object> setter;
    private final Function<TelemetryConfig, Object> getter;

    private ConfigSetting(
            Draft draft, BiConsumer<TelemetryConfig.Builder, Object> setter, Function<TelemetryConfig, Object> getter) {
        this.draft = draft;
        this.setter = setter;
        this.getter = getter;
    }

    /**
     * Returns all settings that can be given as text.
     *
     * @return in a fixed order, without the settings that exist in Java only, such as the time source
     */
    public static List<ConfigSetting> all() {
        return ALL;
    }

    /**
     * Returns the name of the builder's method.
     *
     * @return such as {@code bufferSize}
     */
    public String name() {
        return draft.name;
    }

    /**
     * Returns the key in a configuration file.
     *
     * @return such as {@code buffer_size}
     */
    public String key() {
        return draft.key;
    }

    /**
     * Returns the environment variable.
     *
     * @return such as {@code TELEMETRY_BUFFER_SIZE}
     */
    public String variable() {
        return VARIABLE_PREFIX + draft.key.toUpperCase(Locale.ROOT);
    }

    /**
     * Returns the option of the command line.
     *
     * @return such as {@code --buffer-size}
     */
    public String option() {
        return "--" + draft.key.replace('_', '-');
    }

    /**
     * Returns the type of the setting's values.
     *
     * @return the type
     */
    public Type type() {
        return draft.type;
    }

    /**
     * Returns the default value as text for a reader.
     *
     * @return such as {@code 10000}
     */
    public String defaultText() {
        return draft.defaultText;
    }

    /**
     * Returns the meaning of the setting.
     *
     * @return one sentence
     */
    public String meaning() {
        return draft.meaning;
    }

    /**
     * Returns the allowed values.
     *
     * @return such as {@code a whole number from 1 to 10000000}
     */
    public String allowed() {
        return draft.allowed();
    }

    /**
     * Returns the value of this setting in a configuration.
     *
     * @param config the configuration
     * @return an {@code Integer}, {@code Double}, {@code Duration} or {@code Boolean}, by the {@link #type}
     */
    public Object value(TelemetryConfig config) {
        return getter.apply(config);
    }

    /**
     * Reads a value and sets it.
     *
     * @param text the value, in ASCII digits; for a flag {@code true} or {@code false} in any case
     * @param config where to set it
     * @throws InvalidSettingException if the value is not allowed; it names the setting by its {@link #key}
     */
    public void apply(String text, TelemetryConfig.Builder config) {
        apply(text, draft.key, config);
    }

    /** Reads a value and sets it; an exception uses the setting's name in the place where it was set. */
    void apply(String text, String calledAs, TelemetryConfig.Builder config) {
        Object value;
        try {
            value = parse(text);
            setter.accept(config, value);
        } catch (IllegalArgumentException | ArithmeticException e) {
            InvalidSettingException fault = new InvalidSettingException(calledAs, ForeignText.quote(text), allowed());
            fault.initCause(e);
            throw fault;
        }
    }

    private Object parse(String text) {
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            // Java's parsers accept the digits of every script
            throw new NumberFormatException(text);
        }
        return switch (draft.type) {
            case WHOLE_NUMBER -> Integer.valueOf(text);
            case NUMBER -> new BigDecimal(text).doubleValue();
            case SECONDS -> duration(new BigDecimal(text));
            case FLAG -> flag(text);
        };
    }

    private static Duration duration(BigDecimal seconds) {
        if (Math.abs((long) seconds.precision() - seconds.scale()) > MAX_DIGITS) {
            throw new ArithmeticException("out of range");
        }
        BigDecimal nanos = seconds.movePointRight(9).setScale(0, RoundingMode.DOWN);
        return Duration.ofNanos(nanos.longValueExact());
    }

    private static boolean flag(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        throw new IllegalArgumentException(text);
    }

    /** Returns a value that the builder was given, if it is within the range. */
    int check(int value) {
        refuseUnless(isWithin(BigDecimal.valueOf(value)), Integer.toString(value));
        return value;
    }

    /** Returns a number that the builder was given, if it is within the range. */
    double check(double value) {
        refuseUnless(Double.isFinite(value) && isWithin(new BigDecimal(value)), Double.toString(value));
        return value;
    }

    /** Returns a duration that the builder was given, if it is within the range. */
    Duration check(Duration value) {
        refuseUnless(isWithin(seconds(value)), format(value));
        return value;
    }

    /** Formats a duration exactly, in seconds. */
    static String format(Duration value) {
        return seconds(value).stripTrailingZeros().toPlainString() + " s";
    }

    private static BigDecimal seconds(Duration value) {
        return BigDecimal.valueOf(value.getSeconds()).add(BigDecimal.valueOf(value.getNano(), 9));
    }

    private boolean isWithin(BigDecimal value) {
        return value.compareTo(new BigDecimal(draft.min)) >= 0 && value.compareTo(new BigDecimal(draft.max)) <= 0;
    }

    private void refuseUnless(boolean isAllowed, String value) {
        if (!isAllowed) {
            throw new InvalidSettingException(draft.name, value, allowed());
        }
    }

    @Override
    public String toString() {
        return draft.key;
    }

    private static Draft whole(String name, int min, int max) {
        return new Draft(name, Type.WHOLE_NUMBER, Integer.toString(min), Integer.toString(max));
    }

    private static Draft seconds(String name, String min, String max) {
        return new Draft(name, Type.SECONDS, min, max);
    }

    private static Draft flag(String name, String meaning) {
        return new Draft(name, Type.FLAG, "", "").defaultsTo("true").means(meaning);
    }

    private static Draft port(String name, int byDefault, String meaning) {
        return whole(name, 0, 65_535)
                .defaultsTo(Integer.toString(byDefault))
                .means(meaning + "; 0 selects a free port.");
    }

    /** The parts of a setting. */
    private static final class Draft {
        final String name;
        final String key;
        final Type type;
        final String min;
        final String max;
        String defaultText = "";
        String meaning = "";

        Draft(String name, Type type, String min, String max) {
            this.name = name;
            this.key = name.replace("WebSocket", "Websocket")
                    .replace("webSocket", "websocket")
                    .replaceAll("([A-Z])", "_$1")
                    .toLowerCase(Locale.ROOT);
            this.type = type;
            this.min = min;
            this.max = max;
        }

        Draft defaultsTo(String text) {
            defaultText = text;
            return this;
        }

        Draft means(String text) {
            meaning = text;
            return this;
        }

        ConfigSetting with(
                BiConsumer<TelemetryConfig.Builder, Object> setter, Function<TelemetryConfig, Object> getter) {
            return new ConfigSetting(this, setter, getter);
        }

        String allowed() {
            return switch (type) {
                case WHOLE_NUMBER -> "a whole number from " + min + " to " + max;
                case NUMBER -> "a number from " + min + " to " + max;
                case SECONDS -> "seconds as a decimal, from " + min + " to " + max;
                case FLAG -> "true or false";
            };
        }
    }
}
