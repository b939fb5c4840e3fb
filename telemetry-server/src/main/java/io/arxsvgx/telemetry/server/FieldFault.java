// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import io.arxsvgx.telemetry.text.ForeignText;
import java.util.List;

/**
 * One thing that is wrong with what was handed in. Immutable.
 *
 * @param field the key that is wrong, in dotted form, such as {@code widgets.0.kind}; empty where it cannot be told
 * @param message what is wrong with it, and what it takes
 */
record FieldFault(String field, String message) {
    FieldFault {
        field = ForeignText.shorten(field);
    }

    /** Refuses a request with all that is wrong. */
    static HttpFault refused(String message, List<FieldFault> faults) {
        return new HttpFault(400, message).with(out -> {
            out.writeArrayFieldStart("errors");
            for (FieldFault fault : faults) {
                out.writeStartObject();
                out.writeStringField("field", fault.field);
                out.writeStringField("message", HttpFault.encodable(fault.message));
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    static HttpFault refused(List<FieldFault> faults) {
        return refused(
                String.join("; ", faults.stream().map(FieldFault::message).toList()), faults);
    }
}
