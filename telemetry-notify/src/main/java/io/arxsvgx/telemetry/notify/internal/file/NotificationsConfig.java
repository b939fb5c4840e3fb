// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.file;

import io.arxsvgx.telemetry.notify.internal.config.GlobalConfig;
import io.arxsvgx.telemetry.notify.internal.route.Inhibition;
import io.arxsvgx.telemetry.notify.internal.route.RouteTree;
import io.arxsvgx.telemetry.notify.internal.route.TimeIntervals;
import java.util.List;

/**
 * A configuration without faults. Immutable; its owner closes its integrations.
 *
 * @param describe the configuration as YAML, with secrets as {@code <secret>}
 */
public record NotificationsConfig(
        GlobalConfig global,
        RouteTree routes,
        List<ReceiverConfig> receivers,
        Inhibition inhibition,
        TimeIntervals timeIntervals,
        String describe)
        implements AutoCloseable {

    @Override
    public void close() {
        receivers.forEach(receiver -> receiver.integrations().forEach(integration -> integration.close()));
    }
}
