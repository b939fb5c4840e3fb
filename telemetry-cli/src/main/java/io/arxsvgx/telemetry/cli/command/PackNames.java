// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.command;

import io.arxsvgx.telemetry.json.RulePacks;
import java.util.Iterator;

/** The names of the rule packs, for the help and for the completion in a shell. Thread-safe. */
public final class PackNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return RulePacks.names().iterator();
    }
}
