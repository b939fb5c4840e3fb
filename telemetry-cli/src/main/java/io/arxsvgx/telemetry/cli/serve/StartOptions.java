// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.serve;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@link StartCommand} beside those of {@link ConfigOptions}. Not thread-safe. */
final class StartOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description =
                    "A configuration, as create-config writes it. What is given here and in TELEMETRY_… variables counts"
                            + " more.")
    @Nullable
    Path config;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description =
                    "An array of rules, read again when the file changes. Without it there are the three default rules, and"
                            + " those set by add-rule.")
    @Nullable
    String rules;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description =
                    "Where alerts, rules and state are kept; the folder \"data\" by default. With --demo nothing is kept"
                            + " unless this is given.")
    @Nullable
    String data;

    @Option(names = "--no-data", description = "Keep nothing on the disk: all is forgotten at the end.")
    boolean noData;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description =
                    "The address to listen on; 127.0.0.1 by default. Anything that others can reach needs a token in"
                            + " TELEMETRY_API_TOKEN.")
    @Nullable
    String bind;

    @Option(
            names = "--hosts",
            paramLabel = "NAMES",
            description =
                    "Names under which the server is called, beside addresses and localhost; with commas between them.")
    @Nullable
    String hosts;

    @Option(
            names = "--origins",
            paramLabel = "URLS",
            description = "Pages of these origins may call too; with commas between them.")
    @Nullable
    String origins;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "A PEM file with the server's certificate and those that vouch for it: TLS on all ports.")
    @Nullable
    String tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "A PEM file with its key (PKCS#8, not encrypted).")
    @Nullable
    String tlsKey;

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            description =
                    "Where the action send_notification sends alerts, by POST. Without it nothing is sent, which the log says once.")
    @Nullable
    String webhook;

    @Option(
            names = "--webhook-timeout",
            paramLabel = "SECONDS",
            description = "How long the receiver of --webhook has to answer; 10 by default.")
    @Nullable
    String webhookTimeout;

    @Option(
            names = "--webhook-max-elapsed",
            paramLabel = "SECONDS",
            description =
                    "Until when a receiver that asks for it by Retry-After is called again; 86400, a day, by default.")
    @Nullable
    String webhookMaxElapsed;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description =
                    "A PEM file with the certificates to believe where --webhook is an https address; else those that Java"
                            + " believes.")
    @Nullable
    String ca;

    @Option(
            names = "--log-file",
            paramLabel = "FILE",
            description =
                    "Write the log there too. It begins anew each day and each 50 MB; what is older than 30 days, or beyond"
                            + " 1 GB, is deleted.")
    @Nullable
    String logFile;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description = "error, warn, info (default) or debug, which tells each step of each alert.")
    @Nullable
    String logLevel;

    @Option(
            names = "--demo",
            description =
                    "Feed in events, with rules on them: of simulated sensors, and of the demonstrations on the class"
                            + " path: a host that parses SVG files, and a machine in fast motion, whose bearing lasts"
                            + " a good 3 minutes.")
    boolean demo;

    /** What was given of the other settings that a file and the environment may have as well, by their keys. */
    Map<String, String> given() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("rules", rules);
        all.put("data", data);
        all.put("bind", bind);
        all.put("hosts", hosts);
        all.put("origins", origins);
        all.put("tls_certificate", tlsCertificate);
        all.put("tls_key", tlsKey);
        all.put("webhook", webhook);
        all.put("webhook_timeout", webhookTimeout);
        all.put("webhook_max_elapsed", webhookMaxElapsed);
        all.put("ca", ca);
        all.put("log_file", logFile);
        all.put("log_level", logLevel);
        Map<String, String> given = new LinkedHashMap<>();
        all.forEach((key, value) -> {
            if (value != null) {
                given.put(key, value.toString());
            }
        });
        return given;
    }
}
