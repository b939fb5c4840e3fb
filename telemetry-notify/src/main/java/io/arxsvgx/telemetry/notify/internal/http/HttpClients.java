// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.http;

import io.arxsvgx.telemetry.notify.internal.tls.TlsContexts;
import io.arxsvgx.telemetry.notify.internal.tls.TlsOptions;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** The clients of a sender. A client is replaced when a file of its certificates changes. Thread-safe. */
final class HttpClients {
    private final HttpSettings settings;
    private final Duration timeout;
    private @Nullable HttpClient plain;
    private @Nullable HttpClient secure;
    private List<FileTime> stamp = List.of();

    HttpClients(HttpSettings settings, Duration timeout) {
        this.settings = settings;
        this.timeout = timeout;
    }

    /** Returns the client for an address. */
    synchronized HttpClient client(EndpointUrl url) throws HttpFailureException {
        return url.isPlain() ? plain() : secure();
    }

    private HttpClient plain() {
        if (plain == null) {
            // else the client asks for an upgrade to HTTP/2 in the first request, which some receivers do not accept
            plain = builder().version(HttpClient.Version.HTTP_1_1).build();
        }
        return plain;
    }

    private HttpClient secure() throws HttpFailureException {
        List<FileTime> now = stamp(settings.tls().files());
        HttpClient current = secure;
        if (current == null || !now.equals(stamp)) {
            current = replaced(current);
            secure = current;
            stamp = now;
        }
        return current;
    }

    /** Returns a new client; or the current one while the files are incomplete. */
    private HttpClient replaced(@Nullable HttpClient current) throws HttpFailureException {
        TlsOptions tls = settings.tls();
        HttpClient.Builder builder =
                builder().version(settings.usesHttp2() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
        try {
            if (!tls.isDefault()) {
                SSLParameters parameters = new SSLParameters();
                parameters.setProtocols(tls.protocols());
                builder.sslContext(TlsContexts.of(tls)).sslParameters(parameters);
            }
            return builder.build();
        } catch (GeneralSecurityException e) {
            if (current == null) {
                throw HttpFailureException.retry(String.valueOf(e.getMessage()));
            }
            return current;
        }
    }

    private HttpClient.Builder builder() {
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(timeout).followRedirects(HttpClient.Redirect.NEVER);
        ProxyAddress proxy = settings.proxy();
        return proxy == null ? builder : builder.proxy(proxy.selector());
    }

    private static List<FileTime> stamp(List<Path> files) {
        List<FileTime> stamp = new ArrayList<>();
        for (Path file : files) {
            try {
                stamp.add(Files.getLastModifiedTime(file));
            } catch (IOException e) {
                stamp.add(FileTime.fromMillis(0));
            }
        }
        return stamp;
    }
}
