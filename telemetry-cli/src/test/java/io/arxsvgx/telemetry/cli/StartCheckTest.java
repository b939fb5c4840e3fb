// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code start} and {@code validate} reject the same settings, and a rejected start leaves no files. */
class StartCheckTest {
    @TempDir
    private Path folder;

    private Path config(String text) throws IOException {
        String placed = text.replace('\'', '"').replace("DIR", folder.toString());
        return Files.writeString(folder.resolve("config.json"), placed);
    }

    private Run start(Path config) {
        return Run.of(
                "start",
                "--config",
                config.toString(),
                "--data",
                folder.resolve("kept").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'webhook':'ftp://host/x'}                             | webhook",
                "{'webhook':'http://host:99999/'}                       | webhook",
                "{'webhook':'http:///x'}                                | webhook",
                "{'webhook':'not a url'}                                | webhook",
                "{'webhook':'example.org/x'}                            | webhook",
                "{'log_level':'loud'}                                   | log_level",
                "{'log_file':'DIR'}                                     | log_file",
                "{'log_file':'DIR/config.json/x.log'}                   | log_file",
                "{'rules':'DIR/none.json'}                              | rules",
                "{'rules':'DIR'}                                        | rules",
                "{'rules':'DIR/config.json'}                            | rules",
                "{'tls_certificate':'DIR/none.pem'}                     | tls_certificate",
                "{'tls_certificate':'DIR/config.json'}                  | tls_certificate",
                "{'tls_key':'DIR/config.json'}                          | tls_key",
                "{'tls_certificate':'DIR/config.json','tls_key':'none'} | tls_key",
                "{'bind':'0.0.0.0'}                                     | bind",
                "{'bind':'no such host.example'}                        | bind",
                "{'bind':'192.0.2.1'}                                   | bind",
                "{'data':'DIR/config.json'}                             | data",
                "{'http_port':18999,'websocket_port':18999}             | websocket_port",
                "{'notifications':'DIR/none.yml'}                       | notifications",
                "{'notifications':'DIR/config.json'}                    | notifications",
                "{'external_url':'ftp://host'}                          | external_url",
                "{'allow_commands':'yes'}                               | allow_commands",
                "{'allow_commands':7}                                   | allow_commands",
                "{'http_prt':1}                                         | http_prt",
                "{'buffer_size':'3'}                                    | buffer_size",
                "{'rules':7}                                            | rules",
                "{'pack':'jmv'}                                         | pack",
                "{'pack':['jvm']}                                       | pack"
            })
    void validate_whatStartRefuses_isRefusedWithItsKey(String text, String key) throws IOException {
        Path config = config(text);

        Run validated = Run.of("validate", config.toString());
        assertThat(validated.code()).as(validated.out()).isEqualTo(1);
        assertThat(validated.err()).contains('"' + key + '"');
        // the command line has precedence over the file
        if (!key.equals("data")) {
            Run started = start(config);
            assertThat(started.code()).as(started.err()).isEqualTo(2);
            assertThat(started.err()).contains('"' + key + '"').doesNotContain("\tat ");
            assertThat(started.err().lines()).hasSize(1);
            assertThat(started.out()).isEmpty();
        }
        assertThat(folder.resolve("kept")).doesNotExist();
    }

    @Test
    void validate_severalFaults_areAllTold() throws IOException {
        Run run = Run.of(
                "validate",
                config("{'http_port':'x','log_level':'loud','bind':'0.0.0.0','huh':1}")
                        .toString());

        assertThat(run.err().lines()).hasSize(4);
        assertThat(run.err()).contains("\"http_port\"", "\"log_level\"", "\"bind\"", "\"huh\"");
    }

    @Test
    void refusal_ofAWebHook_doesNotShowWhatMayBeSecret() throws IOException {
        Path config = config("{'webhook':'ftp://user:password@host/secret'}");

        for (Run run : new Run[] {Run.of("validate", config.toString()), start(config)}) {
            assertThat(run.err()).contains("webhook").doesNotContain("secret\"", "password", "user:");
        }
    }

    @Test
    void refusal_namesTheSettingAsItWasGiven() {
        Run option = Run.of("start", "--log-level", "loud", "--no-data");
        assertThat(option.err()).contains("--log-level is \"loud\"");
        Run variable = Run.with(Map.of("TELEMETRY_LOG_LEVEL", "loud"), "start", "--no-data");
        assertThat(variable.err()).contains("TELEMETRY_LOG_LEVEL is \"loud\"");
    }

    @Test
    void start_digitsOfAnotherScript_areRefused() {
        Run variable = Run.with(Map.of("TELEMETRY_HTTP_PORT", "\u0668\u0660"), "start", "--no-data");
        assertThat(variable.code()).isEqualTo(2);
        assertThat(variable.err()).contains("TELEMETRY_HTTP_PORT");
        assertThat(Run.of("start", "--http-port", "\u0668\u0660", "--no-data").code())
                .isEqualTo(2);
    }
}
