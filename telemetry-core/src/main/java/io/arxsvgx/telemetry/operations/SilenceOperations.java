// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.operations;

import io.arxsvgx.telemetry.alert.AlertStoreException;
import io.arxsvgx.telemetry.alert.Silence;
import java.util.List;
import java.util.Optional;

/**
 * The silences of a processor, as {@code processor.silences()} returns them. Implemented by the library alone. Thread-safe.
 *
 * <pre>{@code
 * processor.silences().add(silence);
 * processor.silences().list().forEach(one -> System.out.println(one.id()));
 * processor.silences().expire(silence.id());
 * }</pre>
 */
public interface SilenceOperations {
    /**
     * Adds a silence, which suppresses the actions of matching alerts for a time. Actions of an alert that still fires
     * when its silence ends are called then. The silence is saved in the alert store before it is in force: it survives
     * a restart and a crash, if the store does. A restart limits its end to ten years ahead. Waits for the store.
     *
     * @param silence the silence; one with the same id is replaced, one that has ended has no effect
     * @throws IllegalStateException if there are 1,000 silences
     * @throws AlertStoreException if the store is unavailable; the silence is not in force then
     */
    void add(Silence silence);

    /**
     * Ends a silence, in the alert store first. Waits for the store.
     *
     * @param silenceId its id
     * @return false if there is none of that id
     * @throws AlertStoreException if the store is unavailable; the silence stays in force then
     */
    boolean expire(String silenceId);

    /**
     * Returns one silence that has not ended.
     *
     * @param silenceId its id
     * @return empty if there is none of that id
     */
    Optional<Silence> find(String silenceId);

    /**
     * Returns the present and future silences, after the first start of the processor including those of an earlier
     * process.
     *
     * @return those that have not ended
     */
    List<Silence> list();
}
