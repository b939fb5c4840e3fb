// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.http;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of key and certificate. Immutable.
 *
 * @param keyStore a PKCS#12 file; null for none
 * @param keyStorePassword its password
 * @param certificate a PEM file with the certificate chain; null for none
 * @param certificateKey a PEM file with the key; null only if {@code certificate} is
 */
public record TlsSettings(
        @Nullable Path keyStore,
        String keyStorePassword,
        @Nullable Path certificate,
        @Nullable Path certificateKey) {
    /** Returns the files of key and certificate. */
    public List<Path> files() {
        return Stream.of(keyStore, certificate, certificateKey)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
