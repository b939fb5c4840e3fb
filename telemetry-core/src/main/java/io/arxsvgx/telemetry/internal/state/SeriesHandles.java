// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import io.arxsvgx.telemetry.internal.ingest.SeriesHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * The handles with the token of a series, so that the token can be cleared. A handle that the host no longer references
 * is removed when the list would double. Confined to the loop.
 */
final class SeriesHandles {
    private static final int FEW = 8;

    private final List<WeakReference<SeriesHandle>> handles = new ArrayList<>(1);
    private int sweepSize = FEW;

    void add(SeriesHandle handle) {
        if (handles.size() >= sweepSize) {
            handles.removeIf(reference -> reference.refersTo(null));
            sweepSize = Math.max(FEW, 2 * handles.size());
        }
        handles.add(new WeakReference<>(handle));
    }

    int size() {
        return handles.size();
    }

    void clearTokens() {
        for (WeakReference<SeriesHandle> reference : handles) {
            SeriesHandle handle = reference.get();
            if (handle != null) {
                handle.token(SeriesHandle.NO_TOKEN);
            }
        }
        handles.clear();
    }
}
