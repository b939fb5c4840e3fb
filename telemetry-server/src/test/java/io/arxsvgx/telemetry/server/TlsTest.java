// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with a key made for the test, over real sockets. */
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

    @Test
    void keyOfAnotherForm_isRefusedWithWhatToDo() throws Exception {
        KeyStore keys = read(pkcs12("RSA"));
        Path chain =
                pem("chain.pem", "CERTIFICATE", keys.getCertificate("server").getEncoded());
        refused(
                ServerSettings.builder().certificate(chain, pem("key.pem", "RSA PRIVATE KEY", new byte[9])),
                "openssl pkcs8");
        refused(ServerSettings.builder().certificate(chain, chain), "holds no private key");
        refused(ServerSettings.builder().certificate(folder.resolve("none"), chain), "none");
    }

    @Test
    void keyStore_wrongPasswordOrTwoSources_isRefused() throws Exception {
        Path file = pkcs12("EC");
        refused(ServerSettings.builder().keyStore(file, "wrong"), "password");
        refused(ServerSettings.builder().keyStore(file, PASSWORD).certificate(file, file), "one of them");
    }
}
