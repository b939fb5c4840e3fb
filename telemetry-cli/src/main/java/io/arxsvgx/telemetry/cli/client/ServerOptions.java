// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.client;

import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.cli.shell.CliException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the server that a command calls. Not thread-safe. */
public final class ServerOptions {
    private static final String DEFAULT = "http://127.0.0.1:8080";

    private final CliContext shell;

    @Option(
            names = {"-s", "--server"},
            paramLabel = "URL",
            description =
                    "Address of the server's HTTP interface. Default: TELEMETRY_SERVER, or else the port TELEMETRY_HTTP_PORT"
                            + " or 8080 of this machine.")
    private @Nullable String server;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description =
                    "PEM file with the certificates to trust on https. Default: TELEMETRY_CA, or else the certificates"
                            + " that Java trusts.")
    private @Nullable Path ca;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Timeout of a request. Default: 30.")
    private double timeout = 30;

    /**
     * Creates the options of a command.
     *
     * @param shell the environment, whose variables are the defaults of the options
     */
    public ServerOptions(CliContext shell) {
        this.shell = shell;
    }

    /**
     * Creates a client of the server.
     *
     * @return a client that has sent no request
     */
    public ServerClient client() {
        HttpClient.Builder http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(
                        requestTimeout().compareTo(Duration.ofSeconds(5)) < 0
                                ? requestTimeout()
                                : Duration.ofSeconds(5));
        SSLContext trust = trust();
        if (trust != null) {
            http.sslContext(trust);
        }
        return new ServerClient(http.build(), address(), token(), requestTimeout(), shell.stop());
    }

    private Duration requestTimeout() {
        if (!(timeout >= 0.001 && timeout <= 86_400)) {
            throw CliException.usage("--timeout: expected seconds from 0.001 to 86400, got " + timeout);
        }
        return Duration.ofNanos((long) (timeout * 1e9));
    }

    private @Nullable SSLContext trust() {
        String variable = shell.variable("TELEMETRY_CA");
        Path file = ca == null && variable != null ? Path.of(variable) : ca;
        return file == null ? null : PemTrustStore.in(file);
    }

    /** The token, which must consist of characters that a header can contain. */
    private @Nullable String token() {
        String token = shell.variable("TELEMETRY_API_TOKEN");
        if (token != null && !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw CliException.usage("TELEMETRY_API_TOKEN: expected visible ASCII characters without blanks");
        }
        return token;
    }

    /**
     * Returns the address of the server.
     *
     * @return scheme, host, port and base path, without a slash at the end
     */
    public URI address() {
        String variable = shell.variable("TELEMETRY_SERVER");
        if (server != null || variable != null) {
            String given = server != null ? server.strip() : String.valueOf(variable);
            return address(given, given, server != null ? "--server" : "TELEMETRY_SERVER");
        }
        String port = shell.variable("TELEMETRY_HTTP_PORT");
        return port == null
                ? URI.create(DEFAULT)
                : address(DEFAULT.replaceFirst("[0-9]+$", Matcher.quoteReplacement(port)), port, "TELEMETRY_HTTP_PORT");
    }

    private static URI address(String text, String given, String origin) {
        String whole = text.contains("://") ? text : "http://" + text;
        URI uri = ServerAddress.read(whole.replaceFirst("/+$", ""), List.of("http", "https"));
        if (uri == null) {
            String expected = origin.endsWith("PORT") ? "a port from 1 to 65535" : "an address such as " + DEFAULT;
            throw CliException.usage(origin + ": expected " + expected + ", got \"" + given + "\"");
        }
        return uri;
    }
}
