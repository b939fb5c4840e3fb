// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** A factory of the TLS contexts of clients. */
public final class TlsContexts {
    private TlsContexts() {}

    /**
     * Creates a factory of sockets that verify the name of the settings, or else the host of the connection.
     *
     * @throws GeneralSecurityException if a file cannot be read; the message says which and why
     */
    public static SSLSocketFactory socketFactory(TlsOptions settings) throws GeneralSecurityException {
        return new VerifyingSocketFactory(of(settings).getSocketFactory(), settings.serverName(), settings.protocols());
    }

    /**
     * Creates a context. With a name for the server, its engines verify that name instead of the host of the connection.
     *
     * @throws GeneralSecurityException if a file cannot be read; the message says which and why
     */
    public static SSLContext of(TlsOptions settings) throws GeneralSecurityException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(settings), trust(settings), null);
            String name = settings.serverName();
            return name == null ? context : NamedSslContext.of(context, name);
        } catch (NoSuchFileException e) {
            throw new GeneralSecurityException("cannot read file " + e.getFile() + ": no such file", e);
        } catch (IOException e) {
            throw new GeneralSecurityException(e.getMessage(), e);
        }
    }

    private static KeyManager @Nullable [] keys(TlsOptions settings) throws IOException, GeneralSecurityException {
        if (settings.certFile() == null || settings.keyFile() == null) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(PemFiles.key(settings.certFile(), settings.keyFile()), new char[0]);
        return factory.getKeyManagers();
    }

    private static TrustManager @Nullable [] trust(TlsOptions settings) throws IOException, GeneralSecurityException {
        if (settings.isUnverified()) {
            return new TrustManager[] {new Unverified()};
        }
        if (settings.caFile() == null) {
            return null;
        }
        KeyStore trusted = PemFiles.trust(settings.caFile());
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    /** A trust manager for {@code insecure_skip_verify}; of this kind, since Java verifies the host name for others. */
    private static final class Unverified extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
