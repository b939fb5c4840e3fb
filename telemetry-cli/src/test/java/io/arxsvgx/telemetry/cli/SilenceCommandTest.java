// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceCommandTest {
    @AutoClose
    private final LiveServer live = new LiveServer().start();

    private String alertId() {
        live.processor.ingest(TelemetryEvent.of("pump", "temperature", 99));
        live.flush();
        return live.json("alerts", "-o", "json").get(0).path("id").asText();
    }

    @Test
    void silence_matchers_isSetListedAndEnded() {
        Run set = live.run("silence", "source=pump*", "severity=critical", "--who", "ann", "--note", "maintenance");

        assertThat(set.code()).as(set.err()).isZero();
        assertThat(set.out()).matches("silence \\S+ until .*\\n");
        String id = set.out().split(" ", -1)[1];
        Run listed = live.run("silences");
        assertThat(listed.lines()).hasSize(2);
        assertThat(listed.lines().get(1)).contains(id, "ann", "source=pump* severity=critical", "maintenance");
        assertThat(live.run("unsilence", id).out()).isEqualTo("silence " + id + " ended\n");
        assertThat(live.run("silences").out()).isEqualTo("no silences\n");
        assertThat(live.run("unsilence", id).code()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "labels.site=a, labels.site, a",
        "labels.site=a=b, labels.site, a=b",
        "labels.site!=a, labels.site!=, a",
        "labels.site=~a|b, labels.site=~, a|b",
        "labels.site!~a|b, labels.site!~, a|b"
    })
    void silence_operators_arePartOfTheKey(String matcher, String key, String value) {
        JsonNode set = live.json("silence", matcher, "-o", "json");

        assertThat(set.path("matchers").properties())
                .singleElement()
                .satisfies(one -> assertThat(one.getKey()).isEqualTo(key))
                .satisfies(one -> assertThat(one.getValue().asText()).isEqualTo(value));
    }

    @Test
    void silence_durationAndUntil_sayWhenItEnds() {
        Instant before = Instant.now();
        JsonNode hour = live.json("silence", "rule_id=a", "-o", "json");
        JsonNode minute = live.json("silence", "rule_id=a", "--duration", "60", "-o", "json");
        JsonNode then = live.json("silence", "rule_id=a", "--until", "2031-01-31T12:00:00Z", "-o", "json");

        assertThat(Instant.parse(hour.path("ends_at").asText()))
                .isBetween(before.plus(Duration.ofMinutes(59)), Instant.now().plus(Duration.ofMinutes(61)));
        assertThat(Instant.parse(minute.path("ends_at").asText()))
                .isBetween(before.plusSeconds(59), Instant.now().plusSeconds(61));
        assertThat(then.path("ends_at").asText()).isEqualTo("2031-01-31T12:00:00Z");
        assertThat(live.json("silences", "-o", "json")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "silence                                          | 2 | MATCHER",
                "silence pump                                     | 2 | MATCHER: expected NAME=VALUE, got \"pump\"",
                "silence =pump                                    | 2 | expected NAME=VALUE",
                "silence source=a source=b                        | 2 | MATCHER: duplicate name \"source\"",
                "silence source=a --duration 0                    | 2 | --duration: expected seconds from 1 to",
                "silence source=a --duration 1e10                 | 2 | --duration",
                "silence source=a --duration 1 --until 2031-01-31 | 2 | give one of them",
                "silence sauce=a                                  | 4 | did you mean \"source\"",
                "silence source=a --until tomorrow                | 4 | ends_at",
                "silence source=a --until 2001-01-31T12:00:00Z    | 4 | ends_at",
                "ack                                              | 2 | ID",
                "ack nothing                                      | 4 | nothing",
                "unsilence nothing                                | 4 | nothing"
            })
    void wrongUse_saysWhatAndChangesNothing(String line, int code, String complaint) {
        Run run = live.run(line.split(" +"));

        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.err()).contains(complaint);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(live.run("silences").out()).isEqualTo("no silences\n");
    }

    @Test
    void ack_idThatAlertsShows_isRecordedWithWhoAndNote() {
        String id = alertId();
        assertThat(live.run("alerts").lines().get(1)).contains(id);

        Run run = live.run("ack", id, "--who", "ann", "--note", "on my way");

        assertThat(run.out()).isEqualTo("alert " + id + " acknowledged\n");
        JsonNode seen = live.json("alerts", "-o", "json").get(0).path("acknowledgement");
        assertThat(seen.path("who").asText()).isEqualTo("ann");
        assertThat(seen.path("note").asText()).isEqualTo("on my way");
    }

    @Test
    void ack_withoutWho_isSignedByTheUser() {
        String id = alertId();

        assertThat(Run.with(live.environment("USER", "bob"), "ack", id).code()).isZero();

        assertThat(live.json("alerts", "-o", "json")
                        .get(0)
                        .at("/acknowledgement/who")
                        .asText())
                .isEqualTo("bob");
    }
}
