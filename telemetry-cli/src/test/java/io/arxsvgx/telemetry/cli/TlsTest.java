// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.server.ServerSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that call a server over TLS, with a key made for the test. */
class TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private Path certificate;
    private LiveServer live;

    @BeforeEach
    void start() throws Exception {
        KeyStore keys = KeyStore.getInstance(made().toFile(), PASSWORD.toCharArray());
        certificate =
                pem("chain.pem", "CERTIFICATE", keys.getCertificate("server").getEncoded());
        Path key = pem(
                "key.pem",
                "PRIVATE KEY",
                keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
        live = LiveServer.start(
                ServerSettings.builder().certificate(certificate, key).build());
    }

    @AfterEach
    void stop() {
        live.close();
    }

    private Path made() throws IOException, InterruptedException {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/keytool",
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
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

    private Path pem(String name, String kind, byte[] bytes) throws IOException {
        String body = Base64.getMimeEncoder().encodeToString(bytes);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    private String address() {
        return "https://127.0.0.1:" + live.server.httpPort();
    }

    @Test
    void list_certificateGiven_isAnswered() {
        Run byOption = Run.of("list-rules", "--server", address(), "--ca", certificate.toString());
        assertThat(byOption.err()).isEmpty();
        assertThat(byOption.lines()).hasSize(4);

        Map<String, String> environment = new HashMap<>();
        environment.put("TELEMETRY_SERVER", address());
        environment.put("TELEMETRY_CA", certificate.toString());
        assertThat(Run.with(environment, "list-rules").code()).isZero();
        environment.put("TELEMETRY_WEBSOCKET", "wss://127.0.0.1:" + live.server.webSocketPort() + "/");
        assertThat(Run.with(environment, "tail", "--duration", "0.1").code()).isZero();
    }

    @Test
    void list_certificateUnknown_saysHowToBelieveIt() {
        Run run = Run.of("list-rules", "--server", address());

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("cannot be believed").contains("--ca takes a PEM file");
    }
}
