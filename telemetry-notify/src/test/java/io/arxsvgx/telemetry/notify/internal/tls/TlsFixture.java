// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.tls;

import io.arxsvgx.telemetry.notify.internal.message.Commands;
import io.arxsvgx.testsupport.TestCertificate;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS of servers in tests. */
public final class TlsFixture {
    private TlsFixture() {}

    /** Makes a key store with a certificate for a host name only, and the certificate as PEM. */
    public static KeyStore named(Path folder, String host, Path pem) throws Exception {
        Path file = folder.resolve(host + ".p12");
        Commands.output(
                System.getProperty("java.home") + "/bin/keytool",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                TestCertificate.PASSWORD,
                "-alias",
                "server",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host,
                "-validity",
                "2");
        KeyStore store = KeyStore.getInstance(file.toFile(), TestCertificate.PASSWORD.toCharArray());
        TestCertificate.writePem(
                pem, "CERTIFICATE", store.getCertificate("server").getEncoded());
        return store;
    }

    /** Returns the context of a server that trusts the certificate of a client. */
    public static SSLContext context(TestCertificate server, @Nullable TestCertificate client) throws Exception {
        return context(server.keyStore(), (client == null ? server : client).keyStore());
    }

    /** Returns the context of a server. */
    public static SSLContext context(KeyStore server, KeyStore trusted) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(server, TestCertificate.PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
