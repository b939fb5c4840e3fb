// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.serve;

import io.arxsvgx.telemetry.cli.shell.CliContext;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a server.
 *
 * @param api the token that clients must send; null for none
 * @param view the token with which clients may only read; null for none
 */
record AccessTokens(@Nullable String api, @Nullable String view) {
    /** Reads the tokens from the environment. */
    static AccessTokens of(CliContext shell) {
        return new AccessTokens(shell.variable("TELEMETRY_API_TOKEN"), shell.variable("TELEMETRY_VIEW_TOKEN"));
    }
}
