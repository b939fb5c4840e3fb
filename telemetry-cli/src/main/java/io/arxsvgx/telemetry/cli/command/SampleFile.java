// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.cli.shell.FileErrors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that writes a sample file. Not thread-safe. */
public abstract class SampleFile implements Runnable {
    private final CliContext shell;
    private final String sample;
    private final String hint;

    @Parameters(paramLabel = "FILE", description = "File to write; - is the standard output.")
    private String file = "";

    @Option(names = "--force", description = "Overwrite an existing file.")
    private boolean force;

    public SampleFile(CliContext shell, String sample, String hint) {
        this.shell = shell;
        this.sample = sample;
        this.hint = hint;
    }

    @Override
    public final void run() {
        String text = text();
        if (file.equals("-")) {
            shell.print(text.stripTrailing());
            return;
        }
        try {
            Files.writeString(Path.of(file), text, UTF_8, options());
        } catch (FileAlreadyExistsException e) {
            throw CliException.failed("cannot write " + file + ": the file exists; --force overwrites it", e);
        } catch (IOException e) {
            throw CliException.failed("cannot write " + file + ": " + FileErrors.reason(Path.of(file), e), e);
        }
        shell.print(file + " written; " + hint + " " + file);
    }

    private OpenOption[] options() {
        return force
                ? new OpenOption[] {
                    StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
                }
                : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
    }

    /**
     * Returns the text of the file.
     *
     * @return the sample, unless a command writes another one; it ends with a line end
     */
    protected String text() {
        try (InputStream in = SampleFile.class.getResourceAsStream(sample)) {
            if (in == null) {
                throw new IllegalStateException("resource not found: " + sample);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(sample, e);
        }
    }
}
