// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arxsvgx.telemetry.web.MemoryRequest;
import io.arxsvgx.telemetry.web.http.AccessSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessPolicyTest {
    private final AccessPolicy access =
            new AccessPolicy(new AccessSettings("127.0.0.1", "full", "view", Set.of(), Set.of()), port -> true);

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void viewToken_mayRead(String method) {
        assertThatCode(() -> access.checkToken(request(method, "view"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void viewToken_mayChangeNothing(String method) {
        ApiException refused =
                catchThrowableOfType(ApiException.class, () -> access.checkToken(request(method, "view")));

        assertThat(refused.status).isEqualTo(403);
        assertThat(refused).hasMessageContaining("may only read");
        assertThatCode(() -> access.checkToken(request(method, "full"))).doesNotThrowAnyException();
    }

    @Test
    void otherToken_isUnauthorized() {
        ApiException refused =
                catchThrowableOfType(ApiException.class, () -> access.checkToken(request("GET", "other")));

        assertThat(refused.status).isEqualTo(401);
    }

    private static MemoryRequest request(String method, String token) {
        return new MemoryRequest(HttpRequest.newBuilder(URI.create("http://localhost/alerts"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + token)
                .build());
    }
}
