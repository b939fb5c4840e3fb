// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.host;

import java.nio.charset.StandardCharsets;

/** A file for the parser, good or broken. Immutable unless a caller writes into {@link #content()}. */
public final class SvgFile {
    private final String name;
    private final byte[] content;

    private SvgFile(String name, byte[] content) {
        this.name = name;
        this.content = content;
    }

    /**
     * Creates a file.
     *
     * @param name the name
     * @param content all its bytes; not copied
     * @return a file
     */
    public static SvgFile of(String name, byte[] content) {
        return new SvgFile(name, content);
    }

    static SvgFile of(String name, String content) {
        return new SvgFile(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns the name.
     *
     * @return a name without folders
     */
    public String name() {
        return name;
    }

    /**
     * Returns all its bytes.
     *
     * @return the internal array, not a copy
     */
    public byte[] content() {
        return content;
    }

    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }
}
