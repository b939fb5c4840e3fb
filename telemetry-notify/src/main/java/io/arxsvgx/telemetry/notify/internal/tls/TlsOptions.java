// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.tls;

import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a {@code tls_config}. Immutable.
 *
 * @param caFile the certificates that are trusted; null for those of Java
 * @param certFile the client's certificate, its own first; null for none
 * @param keyFile its private key; null for none
 * @param serverName the name that the server's certificate must have; null for that of the address
 * @param isUnverified whether any certificate is accepted
 * @param isTls13 whether TLS 1.3 is required
 */
public record TlsOptions(
        @Nullable Path caFile,
        @Nullable Path certFile,
        @Nullable Path keyFile,
        @Nullable String serverName,
        boolean isUnverified,
        boolean isTls13) {
    /** Settings of their own for nothing. */
    public static final TlsOptions DEFAULTS = new TlsOptions(null, null, null, null, false, false);

    private static final List<String> VERSIONS = List.of("TLS10", "TLS11", "TLS12", "TLS13");

    /**
     * Reads settings and reports their faults; also files that cannot be read.
     *
     * @param node null for the defaults
     * @param directory what paths are relative to
     */
    public static TlsOptions read(@Nullable ConfigNode node, Path directory) {
        if (node == null) {
            return DEFAULTS;
        }
        TlsOptions settings = new TlsOptions(
                file(node, "ca_file", directory),
                file(node, "cert_file", directory),
                file(node, "key_file", directory),
                node.parsed("server_name", TlsOptions::hostName),
                node.flag("insecure_skip_verify", false),
                "TLS13".equals(node.parsed("min_version", TlsOptions::version)));
        node.end();
        check(settings, node);
        return settings;
    }

    private static @Nullable Path file(ConfigNode node, String key, Path directory) {
        return node.parsed(key, directory::resolve);
    }

    private static String hostName(String name) {
        if (!name.matches("[A-Za-z0-9.:_-]+")) {
            throw new IllegalArgumentException("expected a host name");
        }
        return name;
    }

    private static String version(String name) {
        if (!VERSIONS.contains(name)) {
            throw new IllegalArgumentException("expected one of " + String.join(", ", VERSIONS));
        }
        return name;
    }

    private static void check(TlsOptions settings, ConfigNode node) {
        if ((settings.certFile == null) != (settings.keyFile == null)) {
            node.fault(
                    settings.certFile == null ? "cert_file" : "key_file",
                    "missing; cert_file and key_file go together");
            return;
        }
        try {
            TlsContexts.of(settings);
        } catch (GeneralSecurityException e) {
            node.faults().add(node.path(), String.valueOf(e.getMessage()));
        }
    }

    /** Returns whether nothing differs from Java's defaults. */
    public boolean isDefault() {
        return equals(DEFAULTS);
    }

    /** Returns the files of which the TLS context is made. */
    public List<Path> files() {
        return Stream.of(caFile, certFile, keyFile).filter(Objects::nonNull).toList();
    }

    /** Returns the versions of TLS that are allowed. */
    public String[] protocols() {
        return isTls13 ? new String[] {"TLSv1.3"} : new String[] {"TLSv1.3", "TLSv1.2"};
    }
}
