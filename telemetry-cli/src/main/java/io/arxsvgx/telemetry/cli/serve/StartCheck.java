// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.serve;

import io.arxsvgx.telemetry.InvalidSettingException;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.cli.client.ServerAddress;
import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.cli.shell.FileErrors;
import io.arxsvgx.telemetry.json.RuleSetRejectedException;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.DefaultRules;
import io.arxsvgx.telemetry.server.RealtimeTelemetryServer;
import io.arxsvgx.telemetry.server.ServerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A check of the settings of a start, which opens no port, folder or log. {@code start} and {@code validate} both apply it.
 * Used once. Not thread-safe.
 */
final class StartCheck {
    private static final List<String> WEB = List.of("http", "https");

    private final StartSettings settings;
    private final @Nullable String token;
    private final List<String> faults = new ArrayList<>();
    /** The rules of the rules file, if it is valid. */
    private List<AlertRule> fileRules = List.of();

    private StartCheck(StartSettings settings, @Nullable String token) {
        this.settings = settings;
        this.token = token;
    }

    /**
     * Checks settings.
     *
     * @param settings the settings of the start
     * @param token the token that clients must send; null for none
     * @return one line for each fault, with the setting, its value and what is expected
     */
    static List<String> faults(StartSettings settings, @Nullable String token) {
        StartCheck check = new StartCheck(settings, token);
        check.ports();
        check.attempt("log_level", () -> Logging.checkLevel(check.text("log_level")));
        check.attempt("log_file", () -> Logging.checkFile(Path.of(check.text("log_file"))));
        check.attempt("webhook", () -> checkWebhook(check.text("webhook")));
        check.attempt("data", () -> checkFolder(Path.of(check.text("data"))));
        check.attempt("rules", check::rules);
        check.attempt("pack", check::packs);
        check.attempt("allow_commands", () -> checkFlag(check.text("allow_commands")));
        check.attempt("notifications", check::notifications);
        check.attempt("external_url", () -> checkExternalUrl(check.text("external_url")));
        check.tls();
        check.attempt("bind", check::bind);
        return check.faults;
    }

    private String text(String key) {
        return String.valueOf(settings.text(key));
    }

    /** Checks one setting, if it is set, and adds a fault with its name and value if the check fails. */
    private void attempt(String key, Runnable check) {
        if (settings.text(key) == null) {
            return;
        }
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            faults.add(settings.name(key) + shown(key) + ": " + e.getMessage());
        }
    }

    /** The value of a setting; the address of a webhook is cut after the port, since the rest may be a secret. */
    private String shown(String key) {
        if (!key.equals("webhook")) {
            return " is \"" + settings.text(key) + "\"";
        }
        URI uri = ServerAddress.read(text(key), WEB);
        return uri == null
                ? ""
                : " is \"" + uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                        + "\"";
    }

    private static void checkWebhook(String address) {
        if (ServerAddress.read(address, WEB) == null) {
            throw new IllegalArgumentException(
                    "expected an address such as https://example.org/alerts (the value may hold a secret and is not shown)");
        }
    }

    private void ports() {
        TelemetryConfig config = settings.config();
        Map<Integer, String> taken = new LinkedHashMap<>();
        port(taken, "http_port", config.enableHttp(), config.httpPort());
        port(taken, "websocket_port", config.enableWebSocket(), config.webSocketPort());
        port(taken, "dashboard_port", config.enableDashboard(), config.dashboardPort());
    }

    private void port(Map<Integer, String> taken, String key, boolean isEnabled, int port) {
        String other = isEnabled && port != 0 ? taken.putIfAbsent(port, key) : null;
        if (other != null) {
            faults.add(settings.name(key) + " is " + port + ", the same as " + settings.name(other)
                    + "; expected another port");
        }
    }

    private static void checkFolder(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("expected a folder, got a file");
        }
    }

    private void rules() {
        Path file = readable("rules");
        ServerSettings alone = ServerSettings.builder().rulesFile(file).build();
        try {
            fileRules = create(alone, true);
        } catch (RuleSetRejectedException e) {
            throw new IllegalArgumentException("rules rejected: " + String.join("; ", e.reasons()), e);
        }
    }

    private void packs() {
        boolean hasFile = settings.text("rules") != null;
        StartPacks.check(
                settings, hasFile ? fileRules : DefaultRules.all(), hasFile ? "the rules file" : "the default rules");
    }

    private void notifications() {
        if (settings.text("webhook") != null) {
            throw new IllegalArgumentException("expected either a file of notifications or a webhook, got both");
        }
        Path file = readable("notifications");
        List<String> found = NotificationsCheck.faults(file, settings.flag("allow_commands"));
        if (!found.isEmpty()) {
            throw new IllegalArgumentException("notifications rejected: " + String.join("; ", found));
        }
    }

    private static void checkFlag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("expected true or false");
        }
    }

    private static void checkExternalUrl(String address) {
        if (ServerAddress.read(address, WEB) == null) {
            throw new IllegalArgumentException("expected an address such as https://telemetry.example.org");
        }
    }

    private void tls() {
        if (settings.text("tls_certificate") == null) {
            attempt("tls_key", () -> {
                throw new IllegalArgumentException("expected " + settings.name("tls_certificate") + " too");
            });
            return;
        }
        int before = faults.size();
        attempt("tls_certificate", () -> readable("tls_certificate"));
        attempt("tls_key", () -> readable("tls_key"));
        if (faults.size() == before) {
            attempt("tls_certificate", () -> {
                Path certificate = Path.of(text("tls_certificate"));
                String key = settings.text("tls_key");
                Path keyFile = key == null ? certificate : Path.of(key);
                create(
                        ServerSettings.builder()
                                .certificate(certificate, keyFile)
                                .build(),
                        false);
            });
        }
    }

    private void bind() {
        try {
            create(ServerSettings.builder().bind(text("bind")).apiToken(token).build(), false);
        } catch (InvalidSettingException e) {
            throw new IllegalArgumentException("expected " + e.expected(), e);
        }
        try {
            InetAddress address = InetAddress.getByName(text("bind"));
            if (!address.isAnyLocalAddress()
                    && !address.isLoopbackAddress()
                    && NetworkInterface.getByInetAddress(address) == null) {
                throw new IllegalArgumentException("expected an address of this machine, such as 127.0.0.1");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("expected an address of this machine, such as 127.0.0.1", e);
        }
    }

    /** Creates a server, which opens no port. Returns its rules. */
    private static List<AlertRule> create(ServerSettings settings, boolean withRules) {
        TelemetryConfig config = TelemetryConfig.defaults();
        try (TelemetryProcessor processor = TelemetryProcessor.create(config);
                RealtimeTelemetryServer server = RealtimeTelemetryServer.create(processor, config, settings)) {
            if (withRules) {
                server.loadRules();
            }
            return processor.alertRules();
        }
    }

    /** Returns the file of a setting, which must be readable. */
    private Path readable(String key) {
        Path file = Path.of(text(key));
        try (InputStream in = Files.newInputStream(file)) {
            in.read(); // opening a folder succeeds, reading it fails
            return file;
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the file: " + FileErrors.reason(file, e), e);
        }
    }

    /**
     * Requires settings without faults.
     *
     * @param settings the settings of the start
     * @param token the token that clients must send; null for none
     * @throws CliException with all faults in one line
     */
    static void require(StartSettings settings, @Nullable String token) {
        List<String> faults = faults(settings, token);
        if (!faults.isEmpty()) {
            throw CliException.usage(String.join("; ", faults).replaceAll("\\s*\\R\\s*", " "));
        }
    }
}
