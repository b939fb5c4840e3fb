// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.notify.internal.config.ConfigFaults;
import io.arxsvgx.telemetry.notify.internal.secret.Redactor;
import io.arxsvgx.telemetry.notify.internal.tls.TlsFixture;
import io.arxsvgx.testsupport.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpTlsTest {
    @TempDir
    static Path folder;

    static TestCertificate server;
    static TestCertificate client;

    @BeforeAll
    static void makeCertificates() throws Exception {
        server = TestCertificate.create(folder, "EC");
        client = TestCertificate.create(folder, "RSA");
        server.writeCertificate(folder.resolve("server.pem"));
        client.writeCertificate(folder.resolve("client.pem"));
        client.writePrivateKey(folder.resolve("client.key"));
    }

    private static HttpSender sender(String tls) {
        return new HttpSender(ConfigFixture.http("tls_config: {" + tls + "}", folder), Duration.ofSeconds(30));
    }

    private static int status(HttpSender sender, String url) throws Exception {
        return sender.post(EndpointUrl.parse(url), Map.of(), new byte[] {'x'}, new Redactor())
                .status();
    }

    @Test
    void post_privateCa_isTrusted() throws Exception {
        try (HttpReceiver receiver = HttpReceiver.start(TlsFixture.context(server, null), false)) {
            assertThat(status(sender("ca_file: server.pem"), receiver.address()))
                    .isEqualTo(200);
            assertThat(status(sender("ca_file: server.pem, min_version: TLS13"), receiver.address()))
                    .isEqualTo(200);
        }
    }

    @Test
    void post_unknownCa_fails() throws Exception {
        try (HttpReceiver receiver = HttpReceiver.start(TlsFixture.context(server, null), false)) {
            HttpSender sender = sender("ca_file: client.pem");
            assertThatThrownBy(() -> status(sender, receiver.address()))
                    .isInstanceOfSatisfying(
                            HttpFailureException.class,
                            e -> assertThat(e.isFinal()).isFalse())
                    .hasMessageStartingWith("TLS failed: ");
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void post_otherHost_failsUnlessTheServerNameIsGiven() throws Exception {
        KeyStore named = TlsFixture.named(folder, "telemetry.example", folder.resolve("named.pem"));
        try (HttpReceiver receiver = HttpReceiver.start(TlsFixture.context(named, named), false)) {
            for (String url : List.of(receiver.address(), "https://localhost:" + receiver.port())) {
                assertThatThrownBy(() -> status(sender("ca_file: named.pem"), url))
                        .hasMessageStartingWith("TLS failed: ");
                assertThat(status(sender("ca_file: named.pem, server_name: telemetry.example"), url))
                        .isEqualTo(200);
                assertThatThrownBy(() -> status(sender("ca_file: named.pem, server_name: other.example"), url))
                        .hasMessageStartingWith("TLS failed: ");
            }
        }
    }

    @Test
    void post_skippedVerification_acceptsAnyCertificateAndHost() throws Exception {
        KeyStore named = TlsFixture.named(folder, "skipped.example", folder.resolve("skipped.pem"));
        try (HttpReceiver receiver = HttpReceiver.start(TlsFixture.context(named, named), false)) {
            assertThat(status(sender("insecure_skip_verify: true"), receiver.address()))
                    .isEqualTo(200);
        }
    }

    @Test
    void post_clientCertificate_isSent() throws Exception {
        try (HttpReceiver receiver = HttpReceiver.start(TlsFixture.context(server, client), true)) {
            HttpSender with = sender("ca_file: server.pem, cert_file: client.pem, key_file: client.key");
            assertThat(status(with, receiver.address())).isEqualTo(200);
            assertThatThrownBy(() -> status(sender("ca_file: server.pem"), receiver.address()))
                    .isInstanceOf(HttpFailureException.class);
        }
    }

    @Test
    void post_certificateFileThatChanges_isReadAgain() throws Exception {
        Path file = folder.resolve("changing.pem");
        client.writeCertificate(file);
        HttpSender sender = sender("ca_file: changing.pem");
        try (HttpReceiver receiver = HttpReceiver.start(TlsFixture.context(server, null), false)) {
            assertThatThrownBy(() -> status(sender, receiver.address())).hasMessageStartingWith("TLS failed: ");
            server.writeCertificate(file);
            Files.setLastModifiedTime(file, FileTime.fromMillis(1));
            assertThat(status(sender, receiver.address())).isEqualTo(200);
            Files.writeString(file, "half a fi");
            assertThat(status(sender, receiver.address())).isEqualTo(200);
        }
    }

    @Test
    void read_faults_areNamedWithTheirPath() throws Exception {
        Files.writeString(
                folder.resolve("bad.key"), "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----");
        assertThat(faults("ca_file: missing.pem"))
                .containsExactly(
                        "http_config.tls_config: cannot read file " + folder.resolve("missing.pem") + ": no such file");
        assertThat(faults("cert_file: client.pem"))
                .containsExactly("http_config.tls_config.key_file: missing; cert_file and key_file go together");
        assertThat(faults("cert_file: client.pem, key_file: bad.key"))
                .singleElement()
                .asString()
                .contains("openssl pkcs8");
        assertThat(faults("min_version: SSL3")).singleElement().asString().contains("TLS12");
        assertThat(faults("max_version: TLS12")).singleElement().asString().contains("unknown key \"max_version\"");
    }

    private static List<String> faults(String tls) {
        ConfigFaults faults = new ConfigFaults();
        HttpSettings.read(ConfigFixture.node("http_config", "tls_config: {" + tls + "}", faults), folder);
        return faults.all();
    }
}
