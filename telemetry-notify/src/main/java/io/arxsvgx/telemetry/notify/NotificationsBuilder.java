// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A builder of notifications. Exactly one of {@link #file}, {@link #configuration} and {@link #webhook} is needed. Not
 * thread-safe.
 *
 * <pre>{@code
 * Notifications notifications = Notifications.builder()
 *         .configuration("""
 *                 route:
 *                   receiver: operators
 *                   group_by: [alertname]
 *                 receivers:
 *                   - name: operators
 *                     webhook_configs:
 *                       - url: https://hooks.example.org/alerts
 *                 """)
 *         .externalUrl("https://telemetry.example.org")
 *         .build();
 * }</pre>
 */
public final class NotificationsBuilder {
    @Nullable
    Path file;

    @Nullable
    String configuration;

    @Nullable
    String webhook;

    @Nullable
    Duration webhookTimeout;

    @Nullable
    Path webhookCertificates;

    Duration maxElapsed = Duration.ofHours(24);
    String externalUrl = "";
    boolean allowsCommands;
    Map<String, String> environment = System.getenv();

    NotificationsBuilder() {}

    /**
     * Sets the file of the configuration, which is read again when it changes.
     *
     * @param value the file, YAML in the format of Alertmanager
     * @return this builder
     */
    public NotificationsBuilder file(Path value) {
        file = requireNonNull(value, "file");
        return this;
    }

    /**
     * Sets the configuration as a text.
     *
     * @param yaml YAML in the format of Alertmanager; names of files in it are relative to the working directory
     * @return this builder
     */
    public NotificationsBuilder configuration(String yaml) {
        configuration = requireNonNull(yaml, "configuration");
        return this;
    }

    /**
     * Sets the short form: one receiver, an HTTP address that gets the document of each alert by POST, at once and without
     * groups.
     *
     * @param address the address; http or https
     * @return this builder
     */
    public NotificationsBuilder webhook(URI address) {
        webhook = requireNonNull(address, "address").toString();
        return this;
    }

    /**
     * Sets the timeout of a call to the address of {@link #webhook}.
     *
     * @param time 10 s by default; more than zero
     * @return this builder
     */
    public NotificationsBuilder webhookTimeout(Duration time) {
        webhookTimeout = positive("webhook_timeout", time);
        return this;
    }

    /**
     * Sets the certificates to trust for an https address of {@link #webhook}.
     *
     * @param pem a PEM file; by default the certificates of Java
     * @return this builder
     */
    public NotificationsBuilder webhookCertificates(Path pem) {
        webhookCertificates = requireNonNull(pem, "pem");
        return this;
    }

    /**
     * Sets how long a message is attempted before it is dead.
     *
     * @param time since the first attempt; 24 h by default; more than zero
     * @return this builder
     */
    public NotificationsBuilder maxElapsed(Duration time) {
        maxElapsed = positive("max_elapsed", time);
        return this;
    }

    private static Duration positive(String name, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(name + ": expected more than 0 s, got " + time);
        }
        return time;
    }

    /**
     * Sets the address of the page, to which messages link.
     *
     * @param address the address as people reach it; none by default
     * @return this builder
     */
    public NotificationsBuilder externalUrl(String address) {
        String given = requireNonNull(address, "externalUrl");
        externalUrl = given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
        return this;
    }

    /**
     * Sets whether receivers may run commands ({@code exec_configs}).
     *
     * @param allowed false by default: anyone who can write the configuration could run anything
     * @return this builder
     */
    public NotificationsBuilder allowCommands(boolean allowed) {
        allowsCommands = allowed;
        return this;
    }

    /**
     * Sets the variables that <code>${env:NAME}</code> in the configuration stands for.
     *
     * @param variables values by name; those of the process by default
     * @return this builder
     */
    public NotificationsBuilder environment(Map<String, String> variables) {
        environment = Map.copyOf(variables);
        return this;
    }

    /**
     * Reads the configuration.
     *
     * @return a notifier for the builder of a processor
     * @throws InvalidNotificationsException if the configuration has faults; the message names each with its place
     * @throws java.io.UncheckedIOException if the file cannot be read
     * @throws IllegalStateException if there is no configuration, or a file and a text
     */
    public Notifications build() {
        long given =
                Stream.of(file, configuration, webhook).filter(Objects::nonNull).count();
        if (given != 1) {
            throw new IllegalStateException(
                    "expected one of a file, a configuration and a webhook of notifications, got " + given);
        }
        return new Notifications(new ConfigSource(this));
    }

    /** Returns the configuration as a text; null if it is in a file. */
    @Nullable
    String yaml() {
        return webhook == null ? configuration : ShortForm.yaml(webhook, webhookTimeout, webhookCertificates);
    }
}
