// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.json.JsonLimits;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerSettingsTest {
    private static List<Method> accessors() {
        return Arrays.stream(ServerSettings.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !method.getName().equals("toBuilder"))
                .toList();
    }

    /** Returns settings that all differ from the defaults. */
    private static ServerSettings.Builder all() {
        return ServerSettings.builder()
                .bind("::1")
                .apiToken("secret")
                .viewToken("view")
                .origins(List.of("https://example.org"))
                .hosts(List.of("telemetry.example.org"))
                .keyStore(Path.of("keys.p12"), "password")
                .certificate(Path.of("chain.pem"), Path.of("key.pem"))
                .rulesFile(Path.of("rules.json"))
                .savedRules(Path.of("saved.json"))
                .boards(Path.of("boards.json"))
                .json(new JsonLimits(1, 2, 3, 4, 5))
                .maxBody(1)
                .maxHeader(2)
                .maxConnections(3)
                .maxRequests(4)
                .idleTimeout(Duration.ofSeconds(5))
                .requestTimeout(Duration.ofSeconds(6))
                .maxMessage(7)
                .maxFrame(8)
                .maxSubscriptions(3)
                .maxOutbox(9);
    }

    @Test
    void toBuilder_copiesEverySetting() throws ReflectiveOperationException {
        ServerSettings settings = all().build();
        ServerSettings copy = settings.toBuilder().build();
        assertThat(accessors()).hasSizeGreaterThan(20);
        for (Method accessor : accessors()) {
            assertThat(accessor.invoke(copy))
                    .as(accessor.getName())
                    .isEqualTo(accessor.invoke(settings))
                    .isNotEqualTo(accessor.invoke(ServerSettings.defaults()));
        }
    }

    @Test
    void toBuilder_changed_leavesTheOriginal() {
        ServerSettings settings = all().build();
        assertThat(settings.toBuilder().boards(null).build().boards()).isNull();
        assertThat(settings.boards()).isEqualTo(Path.of("boards.json"));
    }
}
