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

/** Which server a command talks to. Not thread-safe. */
public final class ServerOptions {
    private static final String DEFAULT = "http://127.0.0.1:8080";

    private final CliContext shell;

    @Option(
            names = {"-s", "--server"},
            paramLabel = "URL",
            description =
                    "The server's HTTP interface; TELEMETRY_SERVER where not given, else port 8080 of this machine, or"
                            + " TELEMETRY_HTTP_PORT of it.")
    private @Nullable String server;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description =
                    "A PEM file with the certificates to believe on https; TELEMETRY_CA where not given, else those"
                            + " that Java believes.")
    private @Nullable Path ca;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait for an answer; 30 by default.")
    private double timeout = 30;

    /**
     * Options of a command.
     *
     * @param shell has the variables that stand for options that are not given
     */
    public ServerOptions(CliContext shell) {
        this.shell = shell;
    }

    /**
     * A client of the server that is meant.
     *
     * @return a client that has not called yet
     */
    public ServerClient client() {
        HttpClient.Builder http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience().compareTo(Duration.ofSeconds(5)) < 0 ? patience() : Duration.ofSeconds(5));
        SSLContext trust = trust();
        if (trust != null) {
            http.sslContext(trust);
        }
        return new ServerClient(http.build(), address(), token(), patience(), shell.stop());
    }

    private Duration patience() {
        if (!(timeout >= 0.001 && timeout <= 86_400)) {
            throw CliException.usage("--timeout is " + timeout + "; it takes seconds from 0.001 to 86400");
        }
        return Duration.ofNanos((long) (timeout * 1e9));
    }

    private @Nullable SSLContext trust() {
        String variable = shell.variable("TELEMETRY_CA");
        Path file = ca == null && variable != null ? Path.of(variable) : ca;
        return file == null ? null : PemTrustStore.in(file);
    }

    /** A request needs a token of characters that a header can carry. */
    private @Nullable String token() {
        String token = shell.variable("TELEMETRY_API_TOKEN");
        if (token != null && !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw CliException.usage("TELEMETRY_API_TOKEN has blanks, control characters or characters beyond ASCII;"
                    + " expected visible ASCII characters");
        }
        return token;
    }

    /**
     * The server that is meant.
     *
     * @return scheme, host and port, and what stands before the calls; without a slash at its end
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
            throw CliException.usage(origin + " is \"" + given + "\"; it takes "
                    + (origin.endsWith("PORT") ? "a port from 1 to 65535" : "an address such as " + DEFAULT));
        }
        return uri;
    }
}
