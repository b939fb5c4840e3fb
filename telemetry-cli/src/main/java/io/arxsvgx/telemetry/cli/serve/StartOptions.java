// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.serve;

import io.arxsvgx.telemetry.cli.command.PackNames;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@link StartCommand} in addition to {@link ConfigOptions}. Not thread-safe. */
final class StartOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description =
                    "Configuration file, as written by create-config. Options and TELEMETRY_… variables have precedence.")
    @Nullable
    Path config;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description =
                    "File with an array of rules, which is reloaded when it changes. Default: the three default rules, and"
                            + " those set by add-rule.")
    @Nullable
    String rules;

    @Option(
            names = "--pack",
            paramLabel = "NAME",
            completionCandidates = PackNames.class,
            description =
                    "Rule pack to add to these rules: ${COMPLETION-CANDIDATES}. Can be repeated; names are separated by commas"
                            + " in the variable and the file. Default: none.")
    List<String> packs = List.of();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description =
                    "Folder for alerts, rules and state. Default: \"data\"; with --demo nothing is stored by default.")
    @Nullable
    String data;

    @Option(names = "--no-data", description = "Store nothing on disk; alerts and rules are lost on exit.")
    boolean noData;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description =
                    "Address to listen on. Default: 127.0.0.1. An address that other machines can reach requires a token"
                            + " in TELEMETRY_API_TOKEN.")
    @Nullable
    String bind;

    @Option(
            names = "--hosts",
            paramLabel = "NAMES",
            description = "Host names of the server, separated by commas, in addition to addresses and localhost.")
    @Nullable
    String hosts;

    @Option(
            names = "--origins",
            paramLabel = "URLS",
            description = "Origins, separated by commas, whose pages may call the server.")
    @Nullable
    String origins;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "PEM file with the server's certificate chain; enables TLS on all ports.")
    @Nullable
    String tlsCertificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "PEM file with the private key (PKCS#8, not encrypted).")
    @Nullable
    String tlsKey;

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            description =
                    "URL to which the action send_notification posts alerts. Default: none; send_notification only logs once.")
    @Nullable
    String webhook;

    @Option(
            names = "--webhook-timeout",
            paramLabel = "SECONDS",
            description = "Timeout of a call to --webhook. Default: 10.")
    @Nullable
    String webhookTimeout;

    @Option(
            names = "--webhook-max-elapsed",
            paramLabel = "SECONDS",
            description =
                    "Time for which a call is retried when the receiver sends Retry-After. Default: 86400, a day.")
    @Nullable
    String webhookMaxElapsed;

    @Option(
            names = "--notifications",
            paramLabel = "FILE",
            description =
                    "File with routes and receivers of notifications, in the format of Alertmanager, which is reloaded when it"
                            + " changes. Default: none.")
    @Nullable
    String notifications;

    @Option(
            names = "--external-url",
            paramLabel = "URL",
            description = "URL of the page as people reach it, for the links in notifications. Default: no links.")
    @Nullable
    String externalUrl;

    @Option(
            names = "--allow-commands",
            description =
                    "Let receivers of --notifications run commands (exec_configs). Anyone who can write the file can run"
                            + " anything then.")
    boolean allowCommands;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description =
                    "PEM file with the certificates to trust for an https address of --webhook. Default: the certificates"
                            + " that Java trusts.")
    @Nullable
    String ca;

    @Option(
            names = "--log-file",
            paramLabel = "FILE",
            description =
                    "Also write the log to this file. It is rolled over daily and at 50 MB; files older than 30 days or"
                            + " beyond 1 GB in total are deleted.")
    @Nullable
    String logFile;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description =
                    "Log level: error, warn, info or debug, which logs every state change of an alert. Default: info.")
    @Nullable
    String logLevel;

    @Option(
            names = "--demo",
            description =
                    "Ingest demo events, with rules for them: of simulated sensors, and of the demonstrations on the class"
                            + " path, which are a host that parses SVG files, and a machine at high speed whose bearing"
                            + " fails after about 3 minutes.")
    boolean demo;

    /** Returns the given values of the settings that a file and the environment can have too, by their keys. */
    Map<String, String> given() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("rules", rules);
        all.put("pack", packs.isEmpty() ? null : String.join(",", packs));
        all.put("data", data);
        all.put("bind", bind);
        all.put("hosts", hosts);
        all.put("origins", origins);
        all.put("tls_certificate", tlsCertificate);
        all.put("tls_key", tlsKey);
        all.put("webhook", webhook);
        all.put("webhook_timeout", webhookTimeout);
        all.put("webhook_max_elapsed", webhookMaxElapsed);
        all.put("notifications", notifications);
        all.put("external_url", externalUrl);
        all.put("allow_commands", allowCommands ? true : null);
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
