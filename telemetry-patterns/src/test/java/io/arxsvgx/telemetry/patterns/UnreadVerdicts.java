// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import io.arxsvgx.telemetry.condition.Verdicts;

/** A receiver that does not read verdicts. */
enum UnreadVerdicts implements Verdicts {
    INSTANCE;

    @Override
    public void breaching(int rule) {}

    @Override
    public void holding(int rule) {}

    @Override
    public void unknown(int rule) {}
}
