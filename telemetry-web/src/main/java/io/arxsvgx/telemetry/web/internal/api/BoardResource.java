// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.web.internal.board.Board;
import io.arxsvgx.telemetry.web.internal.board.BoardJson;
import io.arxsvgx.telemetry.web.internal.board.BoardStore;
import io.arxsvgx.telemetry.web.internal.http.ApiException;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import io.arxsvgx.telemetry.web.internal.http.EntityTag;
import io.arxsvgx.telemetry.web.internal.http.Precondition;
import io.arxsvgx.telemetry.web.internal.http.Resource;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The HTTP resource of boards: lists, sets and removes them. Thread-safe. */
public final class BoardResource implements Resource {
    private final BoardStore boards;
    private final JsonCodec json;
    private final TimeSource clock;

    public BoardResource(BoardStore boards, JsonCodec json, TimeSource clock) {
        this.boards = boards;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void register(ApiRouter api) {
        api.add("GET", "/boards", (request, path) -> list());
        api.add("GET", "/boards/*", (request, path) -> one(ApiRouter.decoded(path[2])));
        api.add(
                "PUT",
                "/boards/*",
                (request, path) -> set(ApiRouter.decoded(path[2]), api.document(request), Precondition.of(request)));
        api.add("DELETE", "/boards/*", (request, path) -> remove(ApiRouter.decoded(path[2]), Precondition.of(request)));
    }

    private ApiResponse list() {
        List<Board> all = boards.all();
        return ApiResponse.json(json.bytes(out -> {
            out.writeStartArray();
            for (Board board : all) {
                out.writeStartObject();
                out.writeStringField("board_id", board.id());
                out.writeStringField("title", board.title());
                out.writeStringField("updated_at", board.updatedAt().toString());
                out.writeNumberField("widgets", board.widgets().size());
                out.writeEndObject();
            }
            out.writeEndArray();
        }));
    }

    private ApiResponse one(String id) {
        Board board = boards.find(id);
        if (board == null) {
            throw unknown(id);
        }
        byte[] written = written(board);
        return ApiResponse.json(written).version(EntityTag.of(written));
    }

    private byte[] written(Board board) {
        return json.bytes(out -> BoardJson.write(out, board));
    }

    private static ApiException unknown(String id) {
        return ApiException.notFound("board not found: " + ForeignText.quote(id));
    }

    private ApiResponse set(String id, JsonNode given, Precondition condition) {
        Instant now = Instant.ofEpochSecond(0, clock.epochNanos()).truncatedTo(ChronoUnit.MILLIS);
        Board board = BoardJson.read(given, id, now);
        try {
            boolean isNew = boards.set(board, current -> check(condition, id, current));
            byte[] written = written(board);
            return ApiResponse.put(isNew, written).version(EntityTag.of(written));
        } catch (IOException e) {
            throw ApiException.notKept(e);
        }
    }

    private void check(Precondition condition, String id, @Nullable Board current) {
        if (condition.isGiven()) {
            condition.check("board " + ForeignText.quote(id), current == null ? null : EntityTag.of(written(current)));
        }
    }

    private ApiResponse remove(String id, Precondition condition) {
        try {
            if (!boards.remove(id, current -> check(condition, id, current))) {
                throw unknown(id);
            }
        } catch (IOException e) {
            throw ApiException.notKept(e);
        }
        return ApiResponse.nothing();
    }
}
