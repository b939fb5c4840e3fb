// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.text.ForeignText;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Shows and changes boards. Thread-safe. */
final class BoardCalls {
    private final Boards boards;
    private final JsonCodec json;

    BoardCalls(Boards boards, JsonCodec json) {
        this.boards = boards;
        this.json = json;
    }

    void addTo(HttpApi api) {
        api.add("GET", "/boards", (request, path) -> list());
        api.add("GET", "/boards/*", (request, path) -> one(HttpApi.decoded(path[2])));
        api.add("PUT", "/boards/*", (request, path) -> set(HttpApi.decoded(path[2]), api.document(request)));
        api.add("DELETE", "/boards/*", (request, path) -> remove(HttpApi.decoded(path[2])));
    }

    private Answer list() {
        List<Board> all = boards.all();
        return Answer.json(json.bytes(out -> {
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

    private Answer one(String id) {
        Board board = boards.find(id);
        if (board == null) {
            throw unknown(id);
        }
        return written(200, board);
    }

    private Answer written(int status, Board board) {
        return new Answer(status, Answer.JSON, json.bytes(out -> BoardJson.write(out, board)));
    }

    private static HttpFault unknown(String id) {
        return new HttpFault(404, "there is no board " + ForeignText.quote(id));
    }

    private Answer set(String id, JsonNode given) {
        Board board = BoardJson.read(given, id, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        try {
            return written(boards.set(board) ? 201 : 200, board);
        } catch (IOException e) {
            throw HttpFault.notKept(e);
        }
    }

    private Answer remove(String id) {
        try {
            if (!boards.remove(id)) {
                throw unknown(id);
            }
        } catch (IOException e) {
            throw HttpFault.notKept(e);
        }
        return Answer.nothing();
    }
}
