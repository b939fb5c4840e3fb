// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.server.ServerFixture;
import io.arxsvgx.telemetry.server.ServerSettings;
import io.arxsvgx.testsupport.LogFixture;
import io.arxsvgx.testsupport.TestCertificate;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with a key made for the test, over real sockets. */
class TlsTest {
    @TempDir
    private Path folder;

    private TestCertificate certificate(String algorithm) throws Exception {
        return TestCertificate.create(folder, algorithm);
    }

    private Path chainFile() {
        return folder.resolve("chain.pem");
    }

    private Path keyFile() {
        return folder.resolve("key.pem");
    }

    /** Writes a certificate and its key to the files of the settings. */
    private void write(TestCertificate certificate) throws Exception {
        certificate.writeCertificate(chainFile());
        certificate.writePrivateKey(keyFile());
    }

    private ServerSettings.Builder settings() {
        return ServerSettings.builder().certificate(chainFile(), keyFile());
    }

    private static void check(ServerSettings.Builder settings, KeyStore trusted) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        HttpClient client = HttpClient.newBuilder().sslContext(context).build();
        try (ServerFixture fixture = new ServerFixture().settings(settings).start()) {
            int port = fixture.server.httpPort();
            URI address = URI.create("https://127.0.0.1:" + port + "/health");
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(fixture.raw(port, "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .doesNotStartWith("HTTP/1.1 200");
        }
    }

    @Test
    void keyStore_set_isServedOverTls() throws Exception {
        TestCertificate made = certificate("EC");
        check(ServerSettings.builder().keyStore(made.keyStoreFile(), TestCertificate.PASSWORD), made.keyStore());
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void certificate_set_isServedOverTls(String algorithm) throws Exception {
        TestCertificate made = certificate(algorithm);
        write(made);
        check(settings(), made.keyStore());
    }

    private static void refused(ServerSettings.Builder settings, String why) {
        try (ServerFixture fixture = new ServerFixture().settings(settings)) {
            assertThatIllegalArgumentException().isThrownBy(fixture::start).withMessageContaining(why);
        }
    }

    /** The serial number of the certificate that a new connection is shown. */
    private static BigInteger shown(int port) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustAll()}, null);
            try (SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
                socket.startHandshake();
                return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static final class TrustAll extends X509ExtendedTrustManager {
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

    @Test
    void certificate_renewed_isReloadedAndABrokenOneIsNot() throws Exception {
        TestCertificate first = certificate("EC");
        write(first);
        try (ServerFixture fixture = new ServerFixture().settings(settings()).start();
                LogFixture log = new LogFixture()) {
            int port = fixture.server.httpPort();
            assertThat(shown(port)).isEqualTo(first.serialNumber());

            TestCertificate second = certificate("EC");
            second.writeCertificate(chainFile());
            await().atMost(ServerFixture.LONG)
                    .until(() ->
                            log.messages().stream().anyMatch(line -> line.contains("does not match the certificate")));
            assertThat(shown(port)).isEqualTo(first.serialNumber());

            write(second);
            await().atMost(ServerFixture.LONG).until(() -> shown(port).equals(second.serialNumber()));
            assertThat(shown(fixture.server.webSocketPort())).isEqualTo(second.serialNumber());
            assertThat(shown(fixture.server.dashboardPort())).isEqualTo(second.serialNumber());
        }
    }

    @Test
    void handshake_thatDripsIn_endsTheConnection() throws Exception {
        write(certificate("EC"));
        ServerSettings.Builder settings = settings().requestTimeout(Duration.ofMillis(300));
        try (ServerFixture fixture = new ServerFixture().settings(settings).start();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), fixture.server.httpPort())) {
            // the beginning of a record of a handshake, of which there is always more to come
            socket.getOutputStream().write(new byte[] {22, 3, 1, 64, 0});
            await().atMost(ServerFixture.LONG)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        try {
                            socket.getOutputStream().write(1);
                            return false;
                        } catch (IOException closed) {
                            return true;
                        }
                    });
        }
    }

    @Test
    void keyOfAnotherForm_isRefusedWithWhatToDo() throws Exception {
        Path chain = certificate("RSA").writeCertificate(chainFile());
        Path old = TestCertificate.writePem(keyFile(), "RSA PRIVATE KEY", new byte[9]);
        refused(ServerSettings.builder().certificate(chain, old), "openssl pkcs8");
        refused(ServerSettings.builder().certificate(chain, chain), "no private key found in");
        refused(ServerSettings.builder().certificate(folder.resolve("none"), chain), "none");
    }

    @Test
    void keyStore_wrongPasswordOrTwoSources_isRefused() throws Exception {
        Path file = certificate("EC").keyStoreFile();
        refused(ServerSettings.builder().keyStore(file, "wrong"), "password");
        refused(
                ServerSettings.builder()
                        .keyStore(file, TestCertificate.PASSWORD)
                        .certificate(file, file),
                "one of them");
    }
}
