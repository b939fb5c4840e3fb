// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import static io.arxsvgx.testsupport.RequestBodies.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arxsvgx.telemetry.text.Identifiers;
import io.arxsvgx.telemetry.web.WebFixture;
import io.arxsvgx.telemetry.web.WebFixture.Answered;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of ids in paths, in memory: an accepted id can be read, replaced and removed; any other is rejected. */
class PathIdsTest {
    private static final int RANDOM_IDS = 1_000;
    private static final String SPECIAL = "/\\.%;?#&+=:@ \"'<>[]{}|^`~*!$(),";

    @AutoClose
    private static final WebFixture fixture = new WebFixture().start();

    private static String rule(String id, String severity) {
        ObjectNode rule = JsonNodeFactory.instance.objectNode();
        rule.put("rule_id", id).put("condition", "threshold").put("severity", severity);
        rule.putObject("parameters")
                .put("field", "temperature")
                .put("operator", ">")
                .put("value", 80);
        return rule.toString().replace("\ud800", "\\ud800").replace("\udc00", "\\udc00");
    }

    private static void ruleRoundTrip(String id) {
        String path = "/rules/" + encoded(id);
        assertThat(fixture.get(path).json().path("rule_id").asText()).isEqualTo(id);
        Answered replaced = fixture.put(path, rule(id, "info"));
        assertThat(replaced.status()).as(replaced.body()).isEqualTo(200);
        assertThat(fixture.get(path).json().path("severity").asText()).isEqualTo("info");
        assertThat(fixture.delete(path).status()).isEqualTo(204);
        assertThat(fixture.get(path).status()).isEqualTo(404);
    }

    private static void boardRoundTrip(String id) {
        String path = "/boards/" + encoded(id);
        Answered set = fixture.put(path, "{\"title\":\"t\",\"widgets\":[]}");
        assertThat(set.status()).as(set.body()).isEqualTo(201);
        assertThat(fixture.get(path).json().path("board_id").asText()).isEqualTo(id);
        assertThat(fixture.delete(path).status()).isEqualTo(204);
        assertThat(fixture.get("/boards").json()).isEmpty();
    }

    /**
     * Returns an id of characters that paths treat specially and of any other Unicode, including unpaired surrogates.
     */
    private static String randomId(Random random) {
        StringBuilder id = new StringBuilder();
        int length = 1 + random.nextInt(random.nextInt(10) == 0 ? Identifiers.MAX_LENGTH / 2 : 6);
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(4)) {
                case 0 -> id.append(SPECIAL.charAt(random.nextInt(SPECIAL.length())));
                case 1 -> id.append((char) random.nextInt(0x100));
                case 2 -> id.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
                default -> id.append((char) ('a' + random.nextInt(26)));
            }
        }
        return id.toString();
    }

    @Test
    void ids_random_areTakenAndAddressableOrRefused() {
        Random random = new Random(16);
        int taken = 0;
        for (int i = 0; i < RANDOM_IDS; i++) {
            String id = randomId(random);
            if (!Identifiers.isUnicode(id)) {
                // no client can write it as UTF-8; as an escape it is tested below
                continue;
            }
            Answered posted = fixture.post("/rules", rule(id, "warning"));
            if (Identifiers.problem("rule_id", id) == null) {
                assertThat(posted.status()).as(posted.body()).isEqualTo(201);
                ruleRoundTrip(id);
                if (id.length() <= 100) {
                    boardRoundTrip(id);
                }
                taken++;
            } else {
                assertThat(posted.status()).as(posted.body()).isEqualTo(400);
            }
        }
        assertThat(taken).isGreaterThan(RANDOM_IDS / 4);
        assertThat(fixture.get("/rules").json()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "check",
                "try",
                "reload",
                "a b",
                " a ",
                "50%",
                "%2F",
                "%2e%2e",
                "a;b",
                ";",
                "a?b",
                "#1",
                "a&b=c",
                "a+b",
                "...",
                "*",
                "日本語",
                "\ud83d\ude00",
                "a\u2028b",
                "new"
            })
    void id_unusual_isAddressable(String id) {
        assertThat(fixture.put("/rules/" + encoded(id), rule(id, "warning")).status())
                .isEqualTo(201);
        ruleRoundTrip(id);
        boardRoundTrip(id);
    }

    @Test
    void id_longest_isAddressable() {
        String id = "語".repeat(Identifiers.MAX_LENGTH);
        assertThat(fixture.post("/rules", rule(id, "warning")).status()).isEqualTo(201);
        ruleRoundTrip(id);
        boardRoundTrip("語".repeat(100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "/", "a\\b", ".", "..", "a\u0000", "a\n", "\u0085", "\ud800", "x\udc00y"})
    void id_notForAPath_isRefusedByItsKey(String id) {
        for (String path : List.of("/rules", "/rules/check")) {
            Answered answer = fixture.post(path, rule(id, "warning"));
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.json().path("errors").get(0).path("field").asText())
                    .isEqualTo("rule_id");
        }
        if (!id.isBlank() && Identifiers.isUnicode(id)) {
            for (String path : List.of("/rules/", "/boards/")) {
                assertThat(fixture.send("DELETE", path + encoded(id)).status()).isEqualTo(404);
            }
        }
        assertThat(fixture.get("/rules").json()).isEmpty();
        assertThat(fixture.get("/boards").json()).isEmpty();
    }

    @Test
    void id_tooLong_isRefused() {
        Answered answer = fixture.post("/rules", rule("x".repeat(Identifiers.MAX_LENGTH + 1), "warning"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("201 characters");
    }

    @Test
    void path_notUtf8_isRefused() {
        for (String segment : List.of("%ff", "%c3", "%ed%a0%80", "%", "%z1")) {
            assertThat(fixture.send("GET", "/rules/" + segment).status())
                    .as(segment)
                    .isEqualTo(400);
        }
    }

    @Test
    void texts_thatUtf8CannotEncode_areRefusedByTheirKey() {
        String rule = rule("half", "warning").replace("\"rule_id\"", "\"labels\":{\"team\":\"\\ud800\"},\"rule_id\"");
        Answered answer = fixture.post("/rules", rule);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").get(0).path("field").asText()).isEqualTo("labels.team");
        assertThat(fixture.post("/rules", "{\"\\ud800\":1}").status()).isEqualTo(400);
    }
}
