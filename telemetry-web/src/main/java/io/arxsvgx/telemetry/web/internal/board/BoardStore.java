// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.board;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonFile;
import io.arxsvgx.telemetry.web.internal.validation.FieldError;
import io.arxsvgx.telemetry.web.internal.validation.ValidationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The boards, kept in a file of the server if there is one, so that they survive a restart. A change is on disk before
 * it is answered. A damaged file is renamed. Thread-safe.
 */
public final class BoardStore {
    public static final int MAX_BOARDS = 100;

    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");

    private final @Nullable Path path;
    private final @Nullable JsonFile<Map<String, Board>> file;
    private Map<String, Board> boards = new LinkedHashMap<>();
    private boolean loaded;

    public BoardStore(@Nullable Path path, JsonCodec json) {
        this.path = path;
        file = path == null ? null : new JsonFile<>(path, json, BoardStore::read, BoardStore::write);
    }

    /** Reads the file. Does nothing when it was read before. */
    public synchronized void load() {
        if (loaded || file == null) {
            return;
        }
        loaded = true;
        try {
            boards = file.read().orElseGet(LinkedHashMap::new);
        } catch (IOException e) {
            moveAside(file, e);
        }
    }

    private static Map<String, Board> read(JsonNode node) {
        if (!node.isArray()) {
            throw new ValidationException(List.of(new FieldError("", "expected an array of boards")));
        }
        Map<String, Board> read = new LinkedHashMap<>();
        for (JsonNode one : node) {
            Instant updated = Instant.parse(one.path("updated_at").asText(""));
            Board board = BoardJson.read(one, one.path("board_id").asText(""), updated);
            read.put(board.id(), board);
        }
        return read;
    }

    private void moveAside(JsonFile<Map<String, Board>> damaged, IOException why) {
        try {
            LOG.error(
                    "boards file {} is damaged ({}); it was renamed to {}, and no board is set",
                    path,
                    why.getMessage(),
                    damaged.moveAside());
        } catch (IOException e) {
            LOG.error("boards file {} is damaged and cannot be renamed; no board is set", path, e);
        }
    }

    /** Returns all boards, in the order in which they were first set. */
    public synchronized List<Board> all() {
        return List.copyOf(boards.values());
    }

    /** Returns a board; null if there is none of this id. */
    public synchronized @Nullable Board find(String id) {
        return boards.get(id);
    }

    /**
     * Sets a board after it was written to disk. Returns whether it is new.
     *
     * @param check receives the current board, null if there is none, and throws if the change must not be made; no
     *     other change is made between the check and the change
     */
    public synchronized boolean set(Board board, Consumer<@Nullable Board> check) throws IOException {
        check.accept(boards.get(board.id()));
        boolean isNew = !boards.containsKey(board.id());
        if (isNew && boards.size() >= MAX_BOARDS) {
            throw new ValidationException(List.of(new FieldError(
                    "board_id", "too many boards: the maximum is " + MAX_BOARDS + "; remove one first")));
        }
        Map<String, Board> next = new LinkedHashMap<>(boards);
        next.put(board.id(), board);
        keep(next);
        return isNew;
    }

    /**
     * Removes a board. Returns whether it existed.
     *
     * @param check receives the current board, as for {@link #set}
     */
    public synchronized boolean remove(String id, Consumer<Board> check) throws IOException {
        Board current = boards.get(id);
        if (current == null) {
            return false;
        }
        check.accept(current);
        Map<String, Board> next = new LinkedHashMap<>(boards);
        next.remove(id);
        keep(next);
        return true;
    }

    private void keep(Map<String, Board> next) throws IOException {
        if (file != null) {
            file.write(next);
        }
        boards = next;
    }

    private static void write(JsonGenerator out, Map<String, Board> boards) throws IOException {
        out.writeStartArray();
        for (Board board : boards.values()) {
            BoardJson.write(out, board);
        }
        out.writeEndArray();
    }
}
