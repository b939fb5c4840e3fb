// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.board;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.MalformedJsonException;
import io.arxsvgx.telemetry.store.AtomicFile;
import io.arxsvgx.telemetry.web.internal.validation.FieldError;
import io.arxsvgx.telemetry.web.internal.validation.ValidationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The boards, in a file of the server's own where there is one, so that another process has them too. A change is on the disk
 * before it is answered. A file that is damaged is put aside. Thread-safe.
 */
public final class BoardStore {
    public static final int MAX_BOARDS = 100;

    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");

    private final @Nullable Path file;
    private final JsonCodec json;
    private Map<String, Board> boards = new LinkedHashMap<>();
    /** Why the file must not be written, or null. */
    private @Nullable String blocked;

    private boolean loaded;

    public BoardStore(@Nullable Path file, JsonCodec json) {
        this.file = file;
        this.json = json;
    }

    /** Reads the file. Does nothing the second time. */
    public synchronized void load() {
        Path from = file;
        if (loaded || from == null) {
            return;
        }
        loaded = true;
        if (!Files.exists(from)) {
            return;
        }
        try (InputStream in = Files.newInputStream(from)) {
            boards = read(json.read(in));
        } catch (IOException | MalformedJsonException | ValidationException | DateTimeException e) {
            putAside(from, e);
        }
    }

    private static Map<String, Board> read(JsonNode node) {
        if (!node.isArray()) {
            throw new ValidationException(List.of(new FieldError("", "a file of boards is an array")));
        }
        Map<String, Board> read = new LinkedHashMap<>();
        for (JsonNode one : node) {
            Instant updated = Instant.parse(one.path("updated_at").asText(""));
            Board board = BoardJson.read(one, one.path("board_id").asText(""), updated);
            read.put(board.id(), board);
        }
        return read;
    }

    private void putAside(Path from, Exception why) {
        Path aside = from.resolveSibling(from.getFileName() + ".damaged");
        for (int i = 2; Files.exists(aside); i++) {
            aside = from.resolveSibling(from.getFileName() + ".damaged-" + i);
        }
        try {
            Files.move(from, aside);
            LOG.error(
                    "{}, which keeps the boards, cannot be read ({}); there are none now, and it is kept as {}",
                    from,
                    why.getMessage(),
                    aside);
        } catch (IOException e) {
            blocked = from + " cannot be read (" + why.getMessage() + "), nor put aside";
            LOG.error("{}, which keeps the boards, cannot be read, nor put aside; no board is set", from, e);
        }
    }

    /** All, in the order in which they were first set. */
    public synchronized List<Board> all() {
        return List.copyOf(boards.values());
    }

    /** One, or null. */
    public synchronized @Nullable Board find(String id) {
        return boards.get(id);
    }

    /** Sets a board, once it is on the disk; answers whether it is a new one. */
    public synchronized boolean set(Board board) throws IOException {
        boolean isNew = !boards.containsKey(board.id());
        if (isNew && boards.size() >= MAX_BOARDS) {
            throw new ValidationException(List.of(new FieldError(
                    "board_id", "there are " + MAX_BOARDS + " boards, the most there may be; remove one first")));
        }
        Map<String, Board> next = new LinkedHashMap<>(boards);
        next.put(board.id(), board);
        keep(next);
        return isNew;
    }

    /** Removes a board; answers false if there is none. */
    public synchronized boolean remove(String id) throws IOException {
        if (!boards.containsKey(id)) {
            return false;
        }
        Map<String, Board> next = new LinkedHashMap<>(boards);
        next.remove(id);
        keep(next);
        return true;
    }

    private void keep(Map<String, Board> next) throws IOException {
        if (file != null) {
            if (blocked != null) {
                throw new IOException(blocked);
            }
            byte[] bytes = json.bytes(out -> {
                out.writeStartArray();
                for (Board board : next.values()) {
                    BoardJson.write(out, board);
                }
                out.writeEndArray();
            });
            AtomicFile.write(file, out -> out.write(bytes));
        }
        boards = next;
    }
}
