// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.TelemetryEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecoderTest {
    private final EventDecoder decoder = new EventDecoder(JsonLimits.defaults());

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private EventBatch decode(String text) throws IOException {
        return decoder.decode(bytes(text));
    }

    private TelemetryEvent one(String text) throws IOException {
        EventBatch batch = decode(text);
        assertThat(batch.faults()).isEmpty();
        assertThat(batch.events()).hasSize(1);
        return batch.events().get(0);
    }

    private EventBatch.Fault fault(String text) throws IOException {
        EventBatch batch = decode(text);
        assertThat(batch.events()).isEmpty();
        assertThat(batch.faults()).hasSize(1);
        return batch.faults().get(0);
    }

    private static String with(String more) {
        return "{\"source\":\"sensor_001\",\"type\":\"temperature\",\"value\":75.5" + more + "}";
    }

    @Test
    void decode_theSpecificationsRecord_isThatEvent() throws IOException {
        TelemetryEvent event =
                one("{\"timestamp\": 1705314600.25, \"source\": \"sensor_001\", \"type\": \"temperature\","
                        + " \"value\": 75.0, \"status\": \"OK\"}");
        assertThat(event.timestamp()).isEqualTo(Instant.parse("2024-01-15T10:30:00.250Z"));
        assertThat(event.source()).isEqualTo("sensor_001");
        assertThat(event.type()).isEqualTo("temperature");
        assertThat(event.value()).isEqualTo(75);
        assertThat(event.status()).isEqualTo("OK");
        assertThat(event.attributes()).isEmpty();
    }

    @Test
    void decode_labels_areSortedWithoutEmptyValues() throws IOException {
        TelemetryEvent event = one(with(",\"labels\":{\"uri\":\"/x\",\"empty\":\"\",\"a\":\"1\"}"));
        assertThat(event.labels()).containsExactly(Map.entry("a", "1"), Map.entry("uri", "/x"));
        assertThat(one(with(",\"labels\":null")).labels()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"a\"]",
                "\"a\"",
                "{\"a\":1,\"b\":\"x\"}",
                "{\"a\":null}",
                "{\"a\":{\"b\":\"c\"}}",
                "{\"\":\"x\"}",
                "{\"a\":\"\\ud800\"}"
            })
    void decode_labelsThatAreNone_areAFaultOfTheLabels(String labels) throws IOException {
        assertThat(fault(with(",\"labels\":" + labels)).field()).startsWith("labels");
    }

    @Test
    void decode_labelsBeyondTheLimits_areAFault() throws IOException {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 33; i++) {
            many.append(i == 0 ? "" : ",").append("\"l").append(i).append("\":\"x\"");
        }
        assertThat(fault(with(",\"labels\":{" + many + "}")).message()).contains("at most 32 labels, got 33");
        assertThat(fault(with(",\"labels\":{\"" + "n".repeat(129) + "\":\"x\"}"))
                        .message())
                .contains("1 to 128 characters");
        assertThat(fault(with(",\"labels\":{\"n\":\"" + "v".repeat(1_025) + "\"}"))
                        .message())
                .contains("at most 1024 characters, got 1025");
        assertThat(one(with(",\"labels\":{\"" + "n".repeat(128) + "\":\"" + "v".repeat(1_024) + "\"}"))
                        .labels())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "1705314600, 2024-01-15T10:30:00Z",
        "1705314600.000000001, 2024-01-15T10:30:00.000000001Z",
        "1705314600.1234567891, 2024-01-15T10:30:00.123456789Z",
        "1.7053146e9, 2024-01-15T10:30:00Z",
        "0, 1970-01-01T00:00:00Z",
        "\"2024-01-15T10:30:00Z\", 2024-01-15T10:30:00Z",
        "\"2024-01-15T12:30:00+02:00\", 2024-01-15T10:30:00Z",
        "\"2024-01-15T10:30:00\", 2024-01-15T10:30:00Z",
        "\"2024-01-15 10:30:00\", 2024-01-15T10:30:00Z",
        "\"2024-01-15T12:30:00+0200\", 2024-01-15T10:30:00Z",
        "\"20240115T103000Z\", 2024-01-15T10:30:00Z",
        "99999999999, 5138-11-16T09:46:39Z",
        "253402300799, 9999-12-31T23:59:59Z",
    })
    void decode_timestamp_isThatTime(String given, Instant time) throws IOException {
        assertThat(one(with(",\"timestamp\":" + given)).timestamp()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e999", "1e30", "\"yesterday\"", "true", "[]", "{}"})
    void decode_badTimestamp_namesTheField(String given) throws IOException {
        assertThat(fault(with(",\"timestamp\":" + given)).field()).isEqualTo("timestamp");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "value|\"1.5\"|: expected a finite number, got \"1.5\"",
                "value|1e999|: expected a finite number, got 1e999",
                "value|-1.50E+400|: expected a finite number, got -1.50E+400",
                "value|1e99999999999|: expected a finite number, got 1e99999999999",
                "timestamp|1e999|, got 1e999",
                "timestamp|1e99999999999|, got 1e99999999999",
                "timestamp|-0.50|, got -0.50",
                "source|[\"a\"]|: expected a text, got a list",
                "type|{}|: expected a text, got an object",
                "status|true|: expected a text, got true",
                "timestamp|1700000000000|: expected seconds since 1970, not milliseconds, got 1700000000000",
                "timestamp|1700000000000.5|, not milliseconds, got 1700000000000.5",
                "timestamp|\"yesterday\"|, got \"yesterday\"",
                "source|\"\\ud800\"|surrogate pair",
                "type|\"a\\udc00\"|surrogate pair",
                "status|\"\\ud83d\"|surrogate pair",
                "meta|{\"x\":\"\\ud800\"}|surrogate pair",
            })
    void decode_badField_isQuoted(String field, String given, String message) throws IOException {
        String event = with("").replaceFirst("\"" + field + "\":[^,}]*,?", "").replace(",}", "}");
        String text = event.substring(0, event.length() - 1) + ",\"" + field + "\":" + given + "}";
        EventBatch.Fault fault = fault(text);
        assertThat(fault.field()).isEqualTo(field);
        assertThat(fault.message()).contains(message).doesNotContain("java.");
    }

    @Test
    void decode_nullTimestampAndStatus_areLeftOut() throws IOException {
        TelemetryEvent event = one(with(",\"timestamp\":null,\"status\":null"));
        assertThat(event.timestamp()).isNull();
        assertThat(event.status()).isEqualTo("OK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "-1e999", "null", "\"75\"", "true", "[75]", "{}"})
    void decode_badValue_namesTheField(String given) throws IOException {
        EventBatch.Fault fault = fault("{\"source\":\"s\",\"type\":\"t\",\"value\":" + given + "}");
        assertThat(fault.field()).isEqualTo("value");
        assertThat(fault.index()).isZero();
    }

    @Test
    void decode_missingParts_areNamed() throws IOException {
        assertThat(fault("{\"source\":\"s\",\"type\":\"t\"}").field()).isEqualTo("value");
        assertThat(fault("{\"type\":\"t\",\"value\":1}").field()).isEqualTo("source");
        assertThat(fault("{\"source\":\"s\",\"value\":1}").field()).isEqualTo("type");
        assertThat(fault("{\"source\":7,\"type\":\"t\",\"value\":1}").field()).isEqualTo("source");
    }

    @Test
    void decode_otherEntries_areAttributes() throws IOException {
        TelemetryEvent event =
                one(with(",\"meta\":{\"floor\":3,\"tags\":[\"a\"]},\"batch\":\"x\",\"ok\":true,\"none\":null"));
        assertThat(event.attributes()).isEqualTo(Map.of("floor", 3, "tags", List.of("a"), "batch", "x", "ok", true));
    }

    @Test
    void decode_array_tellsEachBadItem() throws IOException {
        EventBatch batch = decode("[" + with("") + ", 7, {\"value\":1}, " + with("") + "]");
        assertThat(batch.events()).hasSize(2);
        assertThat(batch.faults()).extracting(EventBatch.Fault::index).containsExactly(1L, 2L);
        assertThat(batch.faults())
                .extracting(EventBatch.Fault::message)
                .first()
                .isEqualTo("event: expected an object, got a number");
    }

    @Test
    void decode_manyBadItems_listsAHundredAndCountsAll() throws IOException {
        EventBatch batch = decode("[" + "1,".repeat(999) + "1]");
        assertThat(batch.faults()).hasSize(100);
        assertThat(batch.faultCount()).isEqualTo(1_000);
    }

    @Test
    void decode_emptyArray_isNoEvent() throws IOException {
        assertThat(decode("[]").events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[{]",
                "{\"a\":}",
                "{} {}",
                "[] x",
                "not json",
                "{\"value\":NaN}",
                "{\"meta\":{\"\\ud800\":1}}"
            })
    void decode_noJson_saysWhere(String text) {
        assertThatThrownBy(() -> decode(text)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void decode_tooDeep_isRefused() {
        assertThatThrownBy(() -> decode(with(",\"meta\":{\"x\":" + "[".repeat(100) + "]".repeat(100) + "}")))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("nesting depth");
    }

    @Test
    void decode_textOrNumberTooLong_isRefused() {
        assertThatThrownBy(() -> decode(with(",\"note\":\"" + "x".repeat(100_001) + "\"")))
                .isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> decode(with(",\"number\":" + "1".repeat(101))))
                .isInstanceOf(MalformedJsonException.class);
    }

    private List<EventBatch> lines(String text, long block) throws IOException {
        NdjsonReader lines = decoder.lines(bytes(text));
        List<EventBatch> batches = new ArrayList<>();
        while (!lines.isOver()) {
            batches.add(lines.next(block));
        }
        return batches;
    }

    @Test
    void lines_anyEndings_areOneEventEach() throws IOException {
        String text = "\uFEFF" + with("") + "\r\n\n  " + with("") + "\n\t\n" + with("");
        List<EventBatch> batches = lines(text, 1 << 20);
        assertThat(batches).hasSize(1);
        assertThat(batches.get(0).faults()).isEmpty();
        assertThat(batches.get(0).events()).hasSize(3);
    }

    @Test
    void lines_badOnes_areToldByTheirNumberAndDoNotHideOthers() throws IOException {
        EventBatch batch = lines(with("") + "\n{\n\n[]\n" + with("") + " 1\n" + with(""), 1 << 20)
                .get(0);
        assertThat(batch.faults()).extracting(EventBatch.Fault::index).containsExactly(1L, 2L, 3L);
    }

    @Test
    void lines_manyBlocks_continueCounting() throws IOException {
        String text = (with("") + "\n").repeat(1_000) + "bad\n";
        List<EventBatch> batches = lines(text, 1_000);
        assertThat(batches).hasSizeGreaterThan(20);
        assertThat(batches.stream().mapToInt(batch -> batch.events().size()).sum())
                .isEqualTo(1_000);
        assertThat(batches.get(batches.size() - 1).faults().get(0).index()).isEqualTo(1_000);
    }

    @Test
    void lines_oneTooLong_isRefused() {
        assertThatThrownBy(() -> lines("x".repeat((1 << 20) + 100_000), 1 << 20))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("longer than");
    }
}
