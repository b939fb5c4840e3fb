// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;

/** A reader of the certificates of a PEM file. Thread-safe. */
public final class PemCertificates {
    private PemCertificates() {}

    /**
     * Reads all certificates of a file.
     *
     * @param file the file
     * @return the certificates in the file's order; at least one
     * @throws IOException if the file cannot be read or contains no certificate
     * @throws GeneralSecurityException if a certificate cannot be parsed
     */
    public static List<Certificate> read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(file))) {
            List<Certificate> certificates =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (certificates.isEmpty()) {
                throw new NoCertificateException(file);
            }
            return certificates;
        }
    }

    /** The exception for a file without a certificate. */
    public static final class NoCertificateException extends IOException {
        private static final long serialVersionUID = 1;

        private NoCertificateException(Path file) {
            super("no certificate found in " + file);
        }
    }
}
