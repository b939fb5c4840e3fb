// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.http;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may call. Immutable.
 *
 * @param bind the address that is listened on
 * @param token what callers must bring; null for none
 * @param origins further origins whose pages may call
 * @param hosts further names under which the server is called, in lower case
 */
public record AccessSettings(String bind, @Nullable String token, Set<String> origins, Set<String> hosts) {
    /**
     * Copies the sets.
     *
     * @param bind the address that is listened on
     * @param token what callers must bring; null for none
     * @param origins further origins whose pages may call
     * @param hosts further names under which the server is called, in lower case
     */
    public AccessSettings {
        origins = Set.copyOf(origins);
        hosts = Set.copyOf(hosts);
    }
}
