// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify;

import io.arxsvgx.telemetry.notify.internal.engine.RouteTarget;
import io.arxsvgx.telemetry.notify.internal.engine.Routing;
import io.arxsvgx.telemetry.notify.internal.engine.Setup;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A configuration with one route and one receiver that a test provides. */
final class TestSetup implements Notifications.SetupSource, Routing {
    private final Sender sender;
    private final @Nullable Set<String> groupBy;
    private final Duration groupWait;

    /** Sends a message. */
    interface Sender {
        Attempt send(Message message) throws InterruptedException;
    }

    TestSetup(Sender sender, @Nullable Set<String> groupBy, Duration groupWait) {
        this.sender = sender;
        this.groupBy = groupBy;
        this.groupWait = groupWait;
    }

    @Override
    public Setup read() {
        Integration integration = new Integration() {
            @Override
            public String name() {
                return "test[0]";
            }

            @Override
            public String address() {
                return "a test";
            }

            @Override
            public boolean sendsResolved() {
                return true;
            }

            @Override
            public Attempt send(Message message) throws InterruptedException {
                return sender.send(message);
            }
        };
        return new Setup(
                this, Map.of("test", List.of(integration)), "", Duration.ofHours(24), "route: {receiver: test}\n");
    }

    @Override
    public boolean hasChanged(long nanoTime) {
        return false;
    }

    @Override
    public List<RouteTarget> targets(SortedMap<String, String> labels, boolean isPattern) {
        return isPattern
                ? List.of()
                : List.of(new RouteTarget(
                        "0", "{}", "test", groupBy, groupWait, Duration.ofSeconds(1), Duration.ofHours(4), null, null));
    }

    @Override
    public boolean isMuted(RouteTarget target, Instant at) {
        return false;
    }

    @Override
    public boolean hasInhibition() {
        return false;
    }

    @Override
    public Predicate<SortedMap<String, String>> inhibitedBy(List<SortedMap<String, String>> firing) {
        return labels -> false;
    }
}
