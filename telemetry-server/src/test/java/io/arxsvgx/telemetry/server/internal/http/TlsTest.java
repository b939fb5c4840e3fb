// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.server.LogFixture;
import io.arxsvgx.telemetry.server.ServerFixture;
import io.arxsvgx.telemetry.server.ServerSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
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

/** Tests of TLS with a key made for the test, over real sockets. */
class TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private Path pkcs12(String algorithm) throws IOException, InterruptedException {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/keytool",
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        algorithm,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2")
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().transferTo(OutputStream.nullOutputStream());
        assertThat(keytool.waitFor()).isZero();
        return file;
    }

    private static KeyStore read(Path file) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    private Path pem(String name, String kind, byte[] bytes) throws IOException {
        String body = Base64.getMimeEncoder().encodeToString(bytes);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    private static void check(ServerSettings.Builder settings, KeyStore trusted) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        HttpClient client = HttpClient.newBuilder().sslContext(context).build();
        try (ServerFixture fixture = ServerFixture.create(settings.build())) {
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
        Path file = pkcs12("EC");
        check(ServerSettings.builder().keyStore(file, PASSWORD), read(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void certificate_set_isServedOverTls(String algorithm) throws Exception {
        KeyStore keys = read(pkcs12(algorithm));
        Path chain =
                pem("chain.pem", "CERTIFICATE", keys.getCertificate("server").getEncoded());
        Path key = pem(
                "key.pem",
                "PRIVATE KEY",
                keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
        check(ServerSettings.builder().certificate(chain, key), keys);
    }

    private static void refused(ServerSettings.Builder settings, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerFixture.create(settings.build()).close())
                .withMessageContaining(why);
    }

    private void write(KeyStore keys) throws Exception {
        pem("chain.pem", "CERTIFICATE", keys.getCertificate("server").getEncoded());
        pem(
                "key.pem",
                "PRIVATE KEY",
                keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
    }

    private KeyStore fresh() throws Exception {
        Files.deleteIfExists(folder.resolve("keys.p12"));
        return read(pkcs12("EC"));
    }

    /** Returns the serial number of the certificate that a new connection receives. */
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

    private static BigInteger serial(KeyStore keys) throws GeneralSecurityException {
        return ((X509Certificate) keys.getCertificate("server")).getSerialNumber();
    }

    @Test
    void certificate_renewed_isReloadedAndABrokenOneIsNot() throws Exception {
        KeyStore first = fresh();
        write(first);
        ServerSettings settings = ServerSettings.builder()
                .certificate(folder.resolve("chain.pem"), folder.resolve("key.pem"))
                .build();
        try (ServerFixture fixture = ServerFixture.create(settings);
                LogFixture log = new LogFixture()) {
            int port = fixture.server.httpPort();
            assertThat(shown(port)).isEqualTo(serial(first));

            KeyStore second = fresh();
            pem("chain.pem", "CERTIFICATE", second.getCertificate("server").getEncoded());
            await().atMost(ServerFixture.LONG)
                    .until(() ->
                            log.messages().stream().anyMatch(line -> line.contains("does not match the certificate")));
            assertThat(shown(port)).isEqualTo(serial(first));

            write(second);
            await().atMost(ServerFixture.LONG).until(() -> shown(port).equals(serial(second)));
            assertThat(shown(fixture.server.webSocketPort())).isEqualTo(serial(second));
            assertThat(shown(fixture.server.dashboardPort())).isEqualTo(serial(second));
        }
    }

    @Test
    void handshake_thatDripsIn_endsTheConnection() throws Exception {
        KeyStore keys = fresh();
        write(keys);
        ServerSettings settings = ServerSettings.builder()
                .certificate(folder.resolve("chain.pem"), folder.resolve("key.pem"))
                .requestTimeout(Duration.ofMillis(300))
                .build();
        try (ServerFixture fixture = ServerFixture.create(settings);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), fixture.server.httpPort())) {
            // the beginning of a record of a handshake, which never completes
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
        KeyStore keys = read(pkcs12("RSA"));
        Path chain =
                pem("chain.pem", "CERTIFICATE", keys.getCertificate("server").getEncoded());
        refused(
                ServerSettings.builder().certificate(chain, pem("key.pem", "RSA PRIVATE KEY", new byte[9])),
                "openssl pkcs8");
        refused(ServerSettings.builder().certificate(chain, chain), "no private key found in");
        refused(ServerSettings.builder().certificate(folder.resolve("none"), chain), "none");
    }

    @Test
    void keyStore_wrongPasswordOrTwoSources_isRefused() throws Exception {
        Path file = pkcs12("EC");
        refused(ServerSettings.builder().keyStore(file, "wrong"), "password");
        refused(ServerSettings.builder().keyStore(file, PASSWORD).certificate(file, file), "one of them");
    }
}
