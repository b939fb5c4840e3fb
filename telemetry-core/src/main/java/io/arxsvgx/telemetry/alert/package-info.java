/** Alerts, what explains them, and the interfaces for answering and storing them. */
@NullMarked
package io.arxsvgx.telemetry.alert;

import org.jspecify.annotations.NullMarked;
