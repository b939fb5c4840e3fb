// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.file;

import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import io.arxsvgx.telemetry.notify.internal.config.GlobalConfig;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import java.util.ArrayList;
import java.util.List;

/** An integration that only knows where it comes from. */
final class FakeIntegration implements Integration {
    /** All that were made and not closed. */
    static final List<String> OPEN = new ArrayList<>();

    private final String name;

    private FakeIntegration(String name) {
        this.name = name;
        OPEN.add(name);
    }

    static Integration parse(String receiver, String kind, int index, ConfigNode node, GlobalConfig global) {
        return new FakeIntegration(receiver + ":" + kind + "[" + index + "]");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String address() {
        return "";
    }

    @Override
    public boolean sendsResolved() {
        return true;
    }

    @Override
    public Attempt send(Message message) {
        return Attempt.sent("");
    }

    @Override
    public void close() {
        OPEN.remove(name);
    }
}
