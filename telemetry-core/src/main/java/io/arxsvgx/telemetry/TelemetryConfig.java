// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;

/**
 * The settings of a processor and of its server. Every setting has a default that works without tuning. Immutable.
 */
public final class TelemetryConfig {
    private static final TelemetryConfig DEFAULTS = builder().build();

    private final int bufferSize;
    private final Duration processingInterval;
    private final double alertThreshold;
    private final int maxHistorySize;
    private final boolean enableWebSocket;
    private final int webSocketPort;
    private final boolean enableHttp;
    private final int httpPort;
    private final boolean enableDashboard;
    private final int dashboardPort;
    private final OverflowPolicy whenFull;
    private final WaitStrategy waitStrategy;
    private final int maxSeries;
    private final Duration seriesExpiry;
    private final Duration staleAfter;
    private final Duration actionTimeout;
    private final TimeSource timeSource;

    private TelemetryConfig(Builder builder) {
        bufferSize = builder.bufferSize;
        processingInterval = builder.processingInterval;
        alertThreshold = builder.alertThreshold;
        maxHistorySize = builder.maxHistorySize;
        enableWebSocket = builder.enableWebSocket;
        webSocketPort = builder.webSocketPort;
        enableHttp = builder.enableHttp;
        httpPort = builder.httpPort;
        enableDashboard = builder.enableDashboard;
        dashboardPort = builder.dashboardPort;
        whenFull = builder.whenFull;
        waitStrategy = builder.waitStrategy;
        maxSeries = builder.maxSeries;
        seriesExpiry = builder.seriesExpiry;
        staleAfter = builder.staleAfter;
        actionTimeout = builder.actionTimeout;
        timeSource = builder.timeSource;
    }

    /**
     * Returns the default configuration.
     *
     * @return the configuration of {@code builder().build()}
     */
    public static TelemetryConfig defaults() {
        return DEFAULTS;
    }

    /**
     * Returns a builder with the default settings.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a builder with the settings of this configuration.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.bufferSize = bufferSize;
        builder.processingInterval = processingInterval;
        builder.alertThreshold = alertThreshold;
        builder.maxHistorySize = maxHistorySize;
        builder.enableWebSocket = enableWebSocket;
        builder.webSocketPort = webSocketPort;
        builder.enableHttp = enableHttp;
        builder.httpPort = httpPort;
        builder.enableDashboard = enableDashboard;
        builder.dashboardPort = dashboardPort;
        builder.whenFull = whenFull;
        builder.waitStrategy = waitStrategy;
        builder.maxSeries = maxSeries;
        builder.seriesExpiry = seriesExpiry;
        builder.staleAfter = staleAfter;
        builder.actionTimeout = actionTimeout;
        builder.timeSource = timeSource;
        return builder;
    }

    /**
     * Reads the variables of all {@linkplain ConfigSetting#all settings}, such as {@code TELEMETRY_BUFFER_SIZE}. A variable that
     * is not set leaves the default; other variables are ignored.
     *
     * @param environment the variables, such as {@code System.getenv()}
     * @return the configuration
     * @throws InvalidSettingException if a value is not allowed; the message names variable, value and what is allowed
     */
    public static TelemetryConfig fromEnvironment(Map<String, String> environment) {
        Builder config = builder();
        for (ConfigSetting setting : ConfigSetting.all()) {
            String text = environment.get(setting.variable());
            if (text != null) {
                setting.apply(text, setting.variable(), config);
            }
        }
        return config.build();
    }

    /**
     * Returns the capacity of the ingest buffer in events.
     *
     * @return 10,000 by default
     */
    public int bufferSize() {
        return bufferSize;
    }

    /**
     * Returns the interval of snapshots to subscribers and of failure detection; alerts never wait for it.
     *
     * @return 1 s by default
     */
    public Duration processingInterval() {
        return processingInterval;
    }

    /**
     * Returns the confidence above which a failure pattern raises an alert.
     *
     * @return 0.8 by default
     */
    public double alertThreshold() {
        return alertThreshold;
    }

    /**
     * Returns the maximum number of values that are kept over all series.
     *
     * @return 100,000 by default, fewer where the heap is below 160 MB
     */
    public int maxHistorySize() {
        return maxHistorySize;
    }

    /**
     * Returns whether a server offers the WebSocket.
     *
     * @return true by default
     */
    public boolean enableWebSocket() {
        return enableWebSocket;
    }

    /**
     * Returns the WebSocket's port.
     *
     * @return 8765 by default
     */
    public int webSocketPort() {
        return webSocketPort;
    }

    /**
     * Returns whether a server offers the HTTP API.
     *
     * @return true by default
     */
    public boolean enableHttp() {
        return enableHttp;
    }

    /**
     * Returns the HTTP API's port.
     *
     * @return 8080 by default
     */
    public int httpPort() {
        return httpPort;
    }

    /**
     * Returns whether a server offers the dashboard page.
     *
     * @return true by default
     */
    public boolean enableDashboard() {
        return enableDashboard;
    }

    /**
     * Returns the dashboard page's port.
     *
     * @return 8081 by default
     */
    public int dashboardPort() {
        return dashboardPort;
    }

    /**
     * Returns the policy for events that arrive while the buffer is full.
     *
     * @return drop by default
     */
    public OverflowPolicy whenFull() {
        return whenFull;
    }

    /**
     * Returns the way in which the processor's thread waits for events.
     *
     * @return {@link WaitStrategy#DEFAULT} by default
     */
    public WaitStrategy waitStrategy() {
        return waitStrategy;
    }

    /**
     * Returns the maximum number of series, of which one type may have half; events of further series are discarded.
     *
     * @return 100,000 by default, fewer where the heap is below 800 MB
     */
    public int maxSeries() {
        return maxSeries;
    }

    /**
     * Returns the time without events after which a series is removed and its alerts are resolved.
     *
     * @return 1 h by default
     */
    public Duration seriesExpiry() {
        return seriesExpiry;
    }

    /**
     * Returns the time without events after which a series is stale and its last verdict no longer counts.
     *
     * @return 5 min by default
     */
    public Duration staleAfter() {
        return staleAfter;
    }

    /**
     * Returns the time after which a call of an action, a subscriber or the store is interrupted.
     *
     * @return 10 s by default
     */
    public Duration actionTimeout() {
        return actionTimeout;
    }

    /**
     * Returns the source of the time.
     *
     * @return the system's clocks by default
     */
    public TimeSource timeSource() {
        return timeSource;
    }

    /** A builder of configurations. Not thread-safe. */
    public static final class Builder {
        private int bufferSize = 10_000;
        private Duration processingInterval = Duration.ofSeconds(1);
        private double alertThreshold = 0.8;
        private int maxHistorySize = HeapLimits.maxHistory(Runtime.getRuntime().maxMemory());
        private boolean enableWebSocket = true;
        private int webSocketPort = 8765;
        private boolean enableHttp = true;
        private int httpPort = 8080;
        private boolean enableDashboard = true;
        private int dashboardPort = 8081;
        private OverflowPolicy whenFull = OverflowPolicy.dropNewest();
        private WaitStrategy waitStrategy = WaitStrategy.DEFAULT;
        private int maxSeries = HeapLimits.maxSeries(Runtime.getRuntime().maxMemory());
        private Duration seriesExpiry = Duration.ofHours(1);
        private Duration staleAfter = Duration.ofMinutes(5);
        private Duration actionTimeout = Duration.ofSeconds(10);
        private TimeSource timeSource = TimeSource.system();

        private Builder() {}

        /**
         * Sets the capacity of the ingest buffer in events.
         *
         * @param value 1 to 10,000,000; the buffer is rounded up to a power of two; 10,000 by default
         * @return this builder
         * @throws InvalidSettingException if it is out of range
         */
        public Builder bufferSize(int value) {
            bufferSize = ConfigSetting.BUFFER_SIZE.check(value);
            return this;
        }

        /**
         * Sets the interval of snapshots to subscribers and of failure detection; alerts never wait for it.
         *
         * @param value 1 ms to 1 day; 1 s by default
         * @return this builder
         * @throws InvalidSettingException if it is out of range
         */
        public Builder processingInterval(Duration value) {
            processingInterval = ConfigSetting.PROCESSING_INTERVAL.check(requireNonNull(value, "processingInterval"));
            return this;
        }

        /**
         * Sets the confidence above which a failure pattern raises an alert.
         *
         * @param value 0 to 1; 0.8 by default
         * @return this builder
         * @throws InvalidSettingException if it is out of range
         */
        public Builder alertThreshold(double value) {
            alertThreshold = ConfigSetting.ALERT_THRESHOLD.check(value);
            return this;
        }

        /**
         * Sets the maximum number of values that are kept over all series.
         *
         * @param value 0 to 100,000,000; 100,000 by default, fewer where the heap is below 160 MB
         * @return this builder
         * @throws InvalidSettingException if it is out of range
         */
        public Builder maxHistorySize(int value) {
            maxHistorySize = ConfigSetting.MAX_HISTORY_SIZE.check(value);
            return this;
        }

        /**
         * Sets whether a server offers the WebSocket.
         *
         * @param value true by default
         * @return this builder
         */
        public Builder enableWebSocket(boolean value) {
            enableWebSocket = value;
            return this;
        }

        /**
         * Sets the WebSocket's port.
         *
         * @param value 0 to 65535; 0 selects a free port; 8765 by default
         * @return this builder
         * @throws InvalidSettingException if it is out of range
         */
        public Builder webSocketPort(int value) {
            webSocketPort = ConfigSetting.WEBSOCKET_PORT.check(value);
            return this;
        }

        /**
         * Sets whether a server offers the HTTP API.
         *
         * @param value true by default
         * @return this builder
         */
        public Builder enableHttp(boolean value) {
            enableHttp = value;
            return this;
        }

        /**
         * Sets the HTTP API's port.
         *
         * @param value 0 to 65535; 0 selects a free port; 8080 by default
         * @return this builder
         * @throws InvalidSettingException if it is out of range
         */
        public Builder httpPort(int value) {
            httpPort = ConfigSetting.HTTP_PORT.check(value);
            return this;
        }

        /**
         * Sets whether a server offers the dashboard page.
         *
         * @param value true by default
         * @return this builder
         */
        public Builder enableDashboard(boolean value) {
            enableDashboard = value;
            return this;
        }

        /**
         * Sets the dashboard page's port.
         *
         * @param value 0 to 65535; 0 selects a free port; 8081 by default
         * @return this builder
         * @throws InvalidSettingException if it is out of range
         */
        public Builder dashboardPort(int value) {
            dashboardPort = ConfigSetting.DASHBOARD_PORT.check(value);
            return this;
        }

        /**
         * Sets the policy for events that arrive while the buffer is full.
         *
         * @param value drop by default
         * @return this builder
         */
        public Builder whenFull(OverflowPolicy value) {
            whenFull = requireNonNull(value, "whenFull");
            return this;
        }

        /**
         * Sets the way in which the processor's thread waits for events.
         *
         * @param value {@link WaitStrategy#DEFAULT} by default
         * @return this builder
         */
        public Builder waitStrategy(WaitStrategy value) {
            waitStrategy = requireNonNull(value, "waitStrategy");
            return this;
        }

        /**
         * Sets the maximum number of series, of which one type may have half; events of further series are discarded.
         *
         * @param value 1 to 100,000,000; 100,000 by default, fewer where the heap is below 800 MB: seven tenths of the
         *     heap less 40 MB, divided by 5,000 bytes, at least 1,000
         * @return this builder
         * @throws InvalidSettingException if it is out of range
         */
        public Builder maxSeries(int value) {
            maxSeries = ConfigSetting.MAX_SERIES.check(value);
            return this;
        }

        /**
         * Sets the time without events after which a series is removed and its alerts are resolved. At least
         * {@link #staleAfter}, which {@link #build} checks.
         *
         * @param value 1 s to 3,650 days; 1 h by default
         * @return this builder
         * @throws InvalidSettingException if it is out of range
         */
        public Builder seriesExpiry(Duration value) {
            seriesExpiry = ConfigSetting.SERIES_EXPIRY.check(requireNonNull(value, "seriesExpiry"));
            return this;
        }

        /**
         * Sets the time without events after which a series is stale and its last verdict no longer counts.
         *
         * @param value 1 ms to 3,650 days; 5 min by default
         * @return this builder
         * @throws InvalidSettingException if it is out of range
         */
        public Builder staleAfter(Duration value) {
            staleAfter = ConfigSetting.STALE_AFTER.check(requireNonNull(value, "staleAfter"));
            return this;
        }

        /**
         * Sets the time after which a call of an action, a subscriber or the store is interrupted.
         *
         * @param value 1 ms to 1 day; 10 s by default
         * @return this builder
         * @throws InvalidSettingException if it is out of range
         */
        public Builder actionTimeout(Duration value) {
            actionTimeout = ConfigSetting.ACTION_TIMEOUT.check(requireNonNull(value, "actionTimeout"));
            return this;
        }

        /**
         * Sets the source of the time.
         *
         * @param value the system's clocks by default
         * @return this builder
         */
        public Builder timeSource(TimeSource value) {
            timeSource = requireNonNull(value, "timeSource");
            return this;
        }

        /**
         * Builds the configuration.
         *
         * @return the configuration
         * @throws InvalidSettingException if {@code seriesExpiry} is shorter than {@code staleAfter}
         */
        public TelemetryConfig build() {
            if (seriesExpiry.compareTo(staleAfter) < 0) {
                throw new InvalidSettingException(
                        "seriesExpiry",
                        ConfigSetting.format(seriesExpiry),
                        "at least staleAfter, " + ConfigSetting.format(staleAfter));
            }
            return new TelemetryConfig(this);
        }
    }
}
