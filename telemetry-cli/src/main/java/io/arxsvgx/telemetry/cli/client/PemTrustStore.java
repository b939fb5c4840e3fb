// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.client;

import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.cli.shell.FileErrors;
import io.arxsvgx.telemetry.web.file.PemCertificates;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The trusted certificates of a client. */
public final class PemTrustStore {
    private PemTrustStore() {}

    /**
     * Creates a TLS context that trusts only the certificates of a PEM file.
     *
     * @param pem the file
     * @return the context
     */
    public static SSLContext in(Path pem) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : PemCertificates.read(pem)) {
                store.setCertificateEntry("trusted-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (PemCertificates.NoCertificateException e) {
            throw CliException.usage(e.getMessage() + "; --ca: expected a PEM file");
        } catch (IOException e) {
            throw unreadable(pem, FileErrors.reason(pem, e));
        } catch (GeneralSecurityException e) {
            throw unreadable(pem, String.valueOf(e.getMessage()));
        }
    }

    private static CliException unreadable(Path pem, String reason) {
        return CliException.usage(
                "cannot read the certificates in " + pem + ": " + reason + "; --ca: expected a PEM file");
    }
}
