// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.http;

import io.arxsvgx.telemetry.web.file.FileWatcher;
import java.security.KeyStore;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A watch that reloads key and certificate when their files change. New connections use the new ones; open connections
 * are not affected. If the files cannot be read, the previous ones stay in force. Thread-safe.
 */
public final class CertificateWatcher {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");

    private final SslContextFactory.Server tls;
    private final TlsSettings settings;
    private final FileWatcher watch;

    public CertificateWatcher(SslContextFactory.Server tls, TlsSettings settings) {
        this.tls = tls;
        this.settings = settings;
        watch = new FileWatcher("telemetry-certificate", settings.files(), this::reload);
        watch.mark();
    }

    public void start() {
        watch.start();
    }

    public void stop() {
        watch.stop();
    }

    private void reload() {
        try {
            KeyStore keys = TlsContextFactory.keys(settings);
            tls.reload(factory -> factory.setKeyStore(keys));
            LOG.info("TLS certificate reloaded");
        } catch (Exception e) {
            LOG.warn("TLS certificate not reloaded; the previous one stays in force: {}", e.getMessage());
        }
    }
}
