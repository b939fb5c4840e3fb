// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.server.ServerSettings;
import io.arxsvgx.testsupport.TestCertificate;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that call a server over TLS, with a generated key. */
class TlsTest {
    @TempDir
    private Path folder;

    private Path certificate;

    @AutoClose
    private final LiveServer live = new LiveServer();

    @BeforeEach
    void start() throws Exception {
        TestCertificate made = TestCertificate.create(folder, "EC");
        certificate = made.writeCertificate(folder.resolve("chain.pem"));
        Path key = made.writePrivateKey(folder.resolve("key.pem"));
        live.settings(ServerSettings.builder().certificate(certificate, key)).start();
    }

    private String address() {
        return "https://127.0.0.1:" + live.server.httpPort();
    }

    @Test
    void list_certificateGiven_isAnswered() {
        Run byOption = Run.of("list-rules", "--server", address(), "--ca", certificate.toString());
        assertThat(byOption.code()).isZero();
        assertThat(byOption.err().lines()).allMatch(line -> line.startsWith("warning: rule "));
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
        assertThat(run.err())
                .contains("cannot verify the certificate")
                .contains("set a PEM file with its certificate by --ca");
    }
}
