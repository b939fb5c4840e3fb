// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.http;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of access: address, token, allowed origins and host names. Immutable.
 *
 * @param bind the address on which the server listens
 * @param token the token that requests must carry; null for none
 * @param viewToken another token, with which requests may only read; null for none
 * @param origins further origins whose pages may call the API
 * @param hosts further host names of the server, in lower case
 */
public record AccessSettings(
        String bind, @Nullable String token, @Nullable String viewToken, Set<String> origins, Set<String> hosts) {
    /**
     * Creates settings with copies of the sets.
     *
     * @param bind the address on which the server listens
     * @param token the token that requests must carry; null for none
     * @param viewToken another token, with which requests may only read; null for none
     * @param origins further origins whose pages may call the API
     * @param hosts further host names of the server, in lower case
     */
    public AccessSettings {
        origins = Set.copyOf(origins);
        hosts = Set.copyOf(hosts);
    }

    /**
     * Creates settings without a token for viewers.
     *
     * @param bind the address on which the server listens
     * @param token the token that requests must carry; null for none
     * @param origins further origins whose pages may call the API
     * @param hosts further host names of the server, in lower case
     */
    public AccessSettings(String bind, @Nullable String token, Set<String> origins, Set<String> hosts) {
        this(bind, token, null, origins, hosts);
    }
}
