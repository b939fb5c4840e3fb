// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A configuration in force. Immutable.
 *
 * @param routing the routes
 * @param receivers the integrations by receiver, in the order of the file
 * @param externalUrl the address of the page in messages; empty for none
 * @param maxElapsed the time after which a message without success is dead
 * @param yaml the configuration without secrets
 */
public record Setup(
        Routing routing,
        Map<String, List<Integration>> receivers,
        String externalUrl,
        Duration maxElapsed,
        String yaml) {
    Set<String> names() {
        return receivers.keySet();
    }
}
