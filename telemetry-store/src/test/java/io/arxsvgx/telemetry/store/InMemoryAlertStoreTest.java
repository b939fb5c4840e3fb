// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import io.arxsvgx.telemetry.alert.AlertStore;

class InMemoryAlertStoreTest extends AlertStoreContract {
    @Override
    AlertStore open() {
        return AlertStore.inMemory();
    }

    @Override
    boolean outlivesTheProcess() {
        return false;
    }
}
