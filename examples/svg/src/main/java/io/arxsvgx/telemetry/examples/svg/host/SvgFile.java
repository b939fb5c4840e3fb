// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.host;

import java.nio.charset.StandardCharsets;

/** A file for the parser, good or broken. Immutable as long as nobody writes into {@link #content()}. */
public final class SvgFile {
    private final String name;
    private final byte[] content;

    private SvgFile(String name, byte[] content) {
        this.name = name;
        this.content = content;
    }

    /**
     * Names a content.
     *
     * @param name what to call it
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
     * What it is called.
     *
     * @return a name without folders
     */
    public String name() {
        return name;
    }

    /**
     * All its bytes.
     *
     * @return the array itself, not a copy
     */
    public byte[] content() {
        return content;
    }

    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }
}
