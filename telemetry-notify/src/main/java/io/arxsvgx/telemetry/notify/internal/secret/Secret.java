// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.secret;

import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A secret: a text, or a file that is read whenever the secret is used. No text of this class contains it. Immutable. */
public final class Secret {
    private static final int MAX_BYTES = 1 << 16;

    private final @Nullable String text;
    private final @Nullable Path file;

    private Secret(@Nullable String text, @Nullable Path file) {
        this.text = text;
        this.file = file;
    }

    /** Returns a secret that is known already. */
    public static Secret of(String text) {
        return new Secret(text, null);
    }

    /**
     * Reads the keys {@code KEY} and {@code KEY_file} of a mapping; reports a fault if both are there.
     *
     * @param directory what the file's path is relative to
     * @return null if neither is there
     */
    public static @Nullable Secret read(ConfigNode node, String key, Path directory) {
        String fileKey = key + "_file";
        String text = node.text(key);
        String file = node.text(fileKey);
        if (text != null && file != null) {
            node.fault(fileKey, "expected only one of " + key + " and " + fileKey);
        }
        if (file == null) {
            return text == null ? null : of(text);
        }
        if (file.isBlank() || file.indexOf('\0') >= 0) {
            node.fault(fileKey, "expected the path of a file");
            return null;
        }
        return new Secret(null, directory.resolve(file));
    }

    /** Returns whether the secret is a text of the configuration. */
    public boolean isText() {
        return text != null;
    }

    /** Returns whether the secret is an empty text of the configuration. */
    public boolean isEmptyText() {
        return text != null && text.isEmpty();
    }

    /** Returns the file; null if the secret is a text. */
    public @Nullable Path file() {
        return file;
    }

    /**
     * Returns the secret; that of a file without blanks and line ends around it.
     *
     * @throws UnreadableSecretException if the file cannot be read, is empty, or is longer than 64 kB
     */
    public String value() throws UnreadableSecretException {
        if (file == null) {
            return text == null ? "" : text;
        }
        String found = content(file).strip();
        if (found.isEmpty()) {
            throw new UnreadableSecretException("file " + file + " is empty");
        }
        return found;
    }

    private static String content(Path file) throws UnreadableSecretException {
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new UnreadableSecretException("file " + file + " is longer than 64 kB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new UnreadableSecretException("cannot read file " + file + ": no such file");
        } catch (UnreadableSecretException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadableSecretException("cannot read file " + file);
        }
    }

    @Override
    public String toString() {
        return "<secret>";
    }
}
