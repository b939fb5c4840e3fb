// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.template;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;

/** A part of a template that writes a part of the text. */
interface Fragment {
    /** Writes this part; {@code dot} is the current value. */
    void render(MessageView message, Object dot, RenderBuffer out);

    /** A text that is written as it is. */
    record Literal(String text) implements Fragment {
        @Override
        public void render(MessageView message, Object dot, RenderBuffer out) {
            out.literal(text);
        }
    }

    /** A value that is written. */
    record Output(Expression value) implements Fragment {
        /** The form in which Go prints a time. */
        private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
                .appendPattern("uuuu-MM-dd HH:mm:ss")
                .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                .appendLiteral(" +0000 UTC")
                .toFormatter(Locale.ROOT)
                .withZone(ZoneOffset.UTC);

        @Override
        public void render(MessageView message, Object dot, RenderBuffer out) {
            Object found = value.evaluate(message, dot);
            out.value(found instanceof Instant time ? TIME.format(time) : found.toString());
        }
    }

    /** The parts of a block, one after the other. */
    record Block(List<Fragment> parts) implements Fragment {
        @Override
        public void render(MessageView message, Object dot, RenderBuffer out) {
            for (Fragment part : parts) {
                if (!out.step()) {
                    return;
                }
                part.render(message, dot, out);
            }
        }
    }

    /** A choice. */
    record Choice(Expression condition, Fragment then, Fragment otherwise) implements Fragment {
        @Override
        public void render(MessageView message, Object dot, RenderBuffer out) {
            boolean isTrue = Kind.isTrue(condition.evaluate(message, dot));
            (isTrue ? then : otherwise).render(message, dot, out);
        }
    }

    /** A loop over the elements of a list. */
    record Loop(Expression list, Fragment body, Fragment otherwise) implements Fragment {
        @Override
        public void render(MessageView message, Object dot, RenderBuffer out) {
            List<?> elements = (List<?>) list.evaluate(message, dot);
            if (elements.isEmpty()) {
                otherwise.render(message, dot, out);
            }
            for (Object element : elements) {
                if (!out.step()) {
                    return;
                }
                body.render(message, element, out);
            }
        }
    }
}
