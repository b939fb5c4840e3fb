/**
 * The parts of any demo: its length, a console with progress, an even pace, an action that prints alerts, and a last
 * line whose numbers add up.
 */
@NullMarked
package io.arxsvgx.telemetry.examples.svg.demo;

import org.jspecify.annotations.NullMarked;
