// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import java.security.KeyStore;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reloads key and certificate when their files change: connections from then on get the new ones, those that are open are
 * not disturbed. What cannot be read leaves the last good ones in force. Thread-safe.
 */
final class CertificateWatch {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");

    private final SslContextFactory.Server tls;
    private final ServerSettings settings;
    private final FileWatch watch;

    CertificateWatch(SslContextFactory.Server tls, ServerSettings settings) {
        this.tls = tls;
        this.settings = settings;
        watch = new FileWatch("telemetry-certificate", Tls.files(settings), this::reload);
        watch.mark();
    }

    void start() {
        watch.start();
    }

    void stop() {
        watch.stop();
    }

    private void reload() {
        try {
            KeyStore keys = Tls.keys(settings);
            tls.reload(factory -> factory.setKeyStore(keys));
            LOG.info("TLS certificate reloaded");
        } catch (Exception e) {
            LOG.warn("TLS certificate not reloaded; the previous one stays in force: {}", e.getMessage());
        }
    }
}
