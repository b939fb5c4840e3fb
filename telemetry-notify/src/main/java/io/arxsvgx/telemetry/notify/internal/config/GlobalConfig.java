// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings that integrations fall back to. Immutable but for {@code section}, which belongs to the reader's thread.
 *
 * @param directory the directory of the file, against which relative names of files are resolved
 * @param resolveTimeout accepted for Alertmanager's sake; without effect, since alerts are resolved by their rules
 * @param section the section as it stands, for integrations that read parts of it themselves; its end is checked
 * @param smtpSmarthost {@code HOST:PORT}; null if there is none
 * @param smtpHello the name in the greeting; {@code localhost} by default
 * @param smtpRequireTls true by default
 * @param slackApiUrl a secret
 * @param pagerdutyUrl the Events API v2 by default
 */
public record GlobalConfig(
        Path directory,
        Duration resolveTimeout,
        ConfigNode section,
        @Nullable String smtpFrom,
        String smtpHello,
        @Nullable String smtpSmarthost,
        @Nullable String smtpAuthUsername,
        @Nullable String smtpAuthPassword,
        @Nullable String smtpAuthPasswordFile,
        @Nullable String smtpAuthSecret,
        @Nullable String smtpAuthIdentity,
        boolean smtpRequireTls,
        @Nullable String slackApiUrl,
        @Nullable String slackApiUrlFile,
        String pagerdutyUrl) {
    private static final Duration DEFAULT_RESOLVE_TIMEOUT = Duration.ofMinutes(5);
    private static final String DEFAULT_PAGERDUTY_URL = "https://events.pagerduty.com/v2/enqueue";
    private static final Pattern HOST_AND_PORT = Pattern.compile("(?:\\[[^\\]]+]|[^:\\[\\]]+):([0-9]{1,5})");
    private static final int MAX_PORT = 65_535;

    /** Reads the section; whatever is wrong is reported, and replaced by its default. */
    public static GlobalConfig read(ConfigNode node, Path directory) {
        refuseBoth(node, "slack_api_url", "slack_api_url_file");
        refuseBoth(node, "smtp_auth_password", "smtp_auth_password_file");
        Duration resolveTimeout = node.parsed("resolve_timeout", PrometheusDuration::parse);
        String pagerdutyUrl = node.parsed("pagerduty_url", GlobalConfig::httpAddress);
        node.has("http_config");
        GlobalConfig config = new GlobalConfig(
                directory,
                resolveTimeout == null ? DEFAULT_RESOLVE_TIMEOUT : resolveTimeout,
                node,
                filled(node, "smtp_from"),
                node.text("smtp_hello", "localhost"),
                filled(node, "smtp_smarthost") == null
                        ? null
                        : node.parsed("smtp_smarthost", GlobalConfig::hostAndPort),
                filled(node, "smtp_auth_username"),
                filled(node, "smtp_auth_password"),
                filled(node, "smtp_auth_password_file"),
                filled(node, "smtp_auth_secret"),
                filled(node, "smtp_auth_identity"),
                node.flag("smtp_require_tls", true),
                node.parsed("slack_api_url", GlobalConfig::httpAddress),
                filled(node, "slack_api_url_file"),
                pagerdutyUrl == null ? DEFAULT_PAGERDUTY_URL : pagerdutyUrl);
        node.end();
        return config;
    }

    /** Returns {@code http_config} as it stands, for its reader; null if there is none. */
    public @Nullable ConfigNode httpConfig() {
        return section.node("http_config");
    }

    /** Returns the file of a name in the configuration. */
    public Path resolve(String file) {
        return directory.resolve(file);
    }

    private static void refuseBoth(ConfigNode node, String key, String fileKey) {
        if (node.has(key) && filled(node, fileKey) != null) {
            node.fault(fileKey, "expected at most one of " + key + " and " + fileKey);
        }
    }

    /** An empty text counts as none, as in Alertmanager. */
    private static @Nullable String filled(ConfigNode node, String key) {
        String text = node.text(key);
        return text == null || text.isEmpty() ? null : text;
    }

    /** Checks an address; its text is in no message, since it may be a secret. */
    private static String httpAddress(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("expected an address such as https://host/path", e);
        }
        boolean isHttp = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!isHttp || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "expected an address that begins with http:// or https:// and has a host");
        }
        return text;
    }

    private static String hostAndPort(String text) {
        Matcher matcher = HOST_AND_PORT.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > MAX_PORT) {
            throw new IllegalArgumentException("expected HOST:PORT, such as mail.example.com:587");
        }
        return text;
    }

    /** Returns a text without secrets. */
    @Override
    public String toString() {
        return "GlobalConfig[directory=" + directory + ", smtpSmarthost=" + smtpSmarthost + ", pagerdutyUrl="
                + pagerdutyUrl + ']';
    }
}
