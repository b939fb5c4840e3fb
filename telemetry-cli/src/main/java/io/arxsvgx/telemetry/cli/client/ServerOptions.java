// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.client;

import io.arxsvgx.telemetry.cli.shell.CommandFault;
import io.arxsvgx.telemetry.cli.shell.Shell;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a command talks to. Not thread-safe. */
public final class ServerOptions {
    private static final String DEFAULT = "http://127.0.0.1:8080";

    private final Shell shell;

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
    public ServerOptions(Shell shell) {
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
        return new ServerClient(
                http.build(), address(), shell.variable("TELEMETRY_API_TOKEN"), patience(), shell.stop());
    }

    private Duration patience() {
        if (!(timeout > 0 && timeout <= 86_400)) {
            throw CommandFault.usage("--timeout is " + timeout + "; it takes seconds above 0, up to 86400");
        }
        return Duration.ofNanos((long) (timeout * 1e9));
    }

    private @Nullable SSLContext trust() {
        String variable = shell.variable("TELEMETRY_CA");
        Path file = ca == null && variable != null ? Path.of(variable) : ca;
        return file == null ? null : Trust.in(file);
    }

    /** A server on this machine, which may be told its port by the same variable. */
    private String local() {
        String port = shell.variable("TELEMETRY_HTTP_PORT");
        return port == null ? DEFAULT : DEFAULT.replaceFirst("[0-9]+$", port);
    }

    /**
     * The server that is meant.
     *
     * @return scheme, host and port, and what stands before the calls; without a slash at its end
     */
    public URI address() {
        String variable = shell.variable("TELEMETRY_SERVER");
        String given = server != null ? server.strip() : variable != null ? variable : local();
        String origin = server != null ? "--server" : "TELEMETRY_SERVER";
        String whole = given.contains("://") ? given : "http://" + given;
        try {
            URI uri = new URI(whole.replaceFirst("/+$", ""));
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw CommandFault.usage(origin + " is \"" + given + "\"; it takes an address such as " + DEFAULT);
    }
}
