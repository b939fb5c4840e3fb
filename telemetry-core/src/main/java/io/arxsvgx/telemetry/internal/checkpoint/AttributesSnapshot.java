// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.checkpoint;

import io.arxsvgx.telemetry.internal.ingest.EventAttributes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The codec of event attributes, as {@link EventAttributes#copy} returns them: each value is a tag and its data. */
final class AttributesSnapshot {
    private static final int NULL = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int LONG = 3;
    private static final int DOUBLE = 4;
    private static final int BIG_INTEGER = 5;
    private static final int TEXT = 6;
    private static final int LIST = 7;
    private static final int MAP = 8;

    private AttributesSnapshot() {}

    static void save(Map<String, Object> attributes, DataOutputStream out) throws IOException {
        saveEntries(attributes, out);
    }

    static Map<String, Object> restore(DataInputStream in) throws IOException {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> entry : restoreEntries(in).entrySet()) {
            Object value = entry.getValue();
            if (value != null) {
                attributes.put(entry.getKey(), value);
            }
        }
        return Collections.unmodifiableMap(attributes);
    }

    private static void saveEntries(Map<?, ?> map, DataOutputStream out) throws IOException {
        out.writeInt(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            AlertSnapshot.writeText(out, String.valueOf(entry.getKey()));
            saveValue(entry.getValue(), out);
        }
    }

    private static Map<String, @Nullable Object> restoreEntries(DataInputStream in) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            map.put(AlertSnapshot.readText(in), restoreValue(in));
        }
        return Collections.unmodifiableMap(map);
    }

    private static void saveValue(@Nullable Object value, DataOutputStream out) throws IOException {
        if (value == null) {
            out.writeByte(NULL);
        } else if (value instanceof Boolean flag) {
            out.writeByte(flag ? TRUE : FALSE);
        } else if (value instanceof Long number) {
            out.writeByte(LONG);
            out.writeLong(number);
        } else if (value instanceof Double number) {
            out.writeByte(DOUBLE);
            out.writeDouble(number);
        } else if (value instanceof BigInteger number) {
            out.writeByte(BIG_INTEGER);
            AlertSnapshot.writeText(out, number.toString());
        } else if (value instanceof Map<?, ?> map) {
            out.writeByte(MAP);
            saveEntries(map, out);
        } else if (value instanceof List<?> list) {
            out.writeByte(LIST);
            out.writeInt(list.size());
            for (Object one : list) {
                saveValue(one, out);
            }
        } else {
            out.writeByte(TEXT);
            AlertSnapshot.writeText(out, value.toString());
        }
    }

    private static @Nullable Object restoreValue(DataInputStream in) throws IOException {
        int tag = in.readByte();
        return switch (tag) {
            case NULL -> null;
            case FALSE -> false;
            case TRUE -> true;
            case LONG -> in.readLong();
            case DOUBLE -> in.readDouble();
            case BIG_INTEGER -> new BigInteger(AlertSnapshot.readText(in));
            case TEXT -> AlertSnapshot.readText(in);
            case LIST -> restoreList(in);
            case MAP -> restoreEntries(in);
            default -> throw new IOException("checkpoint damaged: attribute of kind " + tag);
        };
    }

    private static List<@Nullable Object> restoreList(DataInputStream in) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            list.add(restoreValue(in));
        }
        return Collections.unmodifiableList(list);
    }
}
