// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.series.SeriesHistory;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of other programs: the faults, their positions, and the events that they lose. */
class IngestFormatsTest {
    private static final String ONE = "{\"source\":\"s\",\"type\":\"t\",\"value\":1}";

    @TempDir
    private Path folder;

    @AutoClose
    private final LiveServer live = new LiveServer().start();

    private Run ingest(String name, String text, String... options) throws IOException {
        return ingest(name, text.getBytes(UTF_8), options);
    }

    private Run ingest(String name, byte[] bytes, String... options) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        String[] args = new String[options.length + 2];
        args[0] = "ingest";
        System.arraycopy(options, 0, args, 1, options.length);
        args[args.length - 1] = file.toString();
        Run run = live.run(args);
        live.flush();
        return run;
    }

    private List<String> sources() {
        return live.processor.series().histories(10).stream()
                .map(SeriesHistory::source)
                .sorted()
                .toList();
    }

    private long accepted() {
        return live.processor.metrics().accepted();
    }

    private static List<String> places(Run run) {
        return run.err()
                .lines()
                .map(line -> line.replaceFirst(".*?:(\\d+):\\d+: .*", "$1"))
                .toList();
    }

    // CSV

    @Test
    void csv_latin1_isReportedByLineAndNamesStayApart() throws IOException {
        Run run = ingest(
                "latin.csv", "source,type,value\np\u00fcmp,t,1\np\u00e4mp,t,2\nplain,t,3\n".getBytes(ISO_8859_1));

        assertThat(run.code()).isEqualTo(1);
        assertThat(places(run)).containsExactly("2", "3");
        assertThat(run.err()).contains("invalid UTF-8");
        assertThat(sources()).containsExactly("plain");
    }

    @Test
    void csv_headerThatIsNotUtf8_endsTheFile() throws IOException {
        Run run = ingest("latin.csv", "source,type,value,gr\u00f6\u00dfe\ns,t,1,2\n".getBytes(ISO_8859_1));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("latin.csv:1:", "invalid UTF-8");
        assertThat(accepted()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.csv", "x.json", "x.ndjson"})
    void anyFile_utf16_isNamed(String name) throws IOException {
        String text = name.endsWith("csv") ? "source,type,value\ns,t,1\n" : ONE;
        for (Charset utf16 : List.of(UTF_16, UTF_16LE)) {
            Run run = ingest(name, text.getBytes(utf16));

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err().lines()).singleElement().asString().contains("UTF-16", "UTF-8");
        }
        assertThat(accepted()).isZero();
    }

    @Test
    void csv_blanksAroundCells_areTrimmedForAllAlike() throws IOException {
        Run run = ingest(
                "blanks.csv",
                "source , type, value ,\tplace\n pump a , t , 1 , hall \npump a,t,2,hall\n \"pump a\" ,t,3,x\n\" pump a\",t,4,x\n");

        assertThat(run.err()).isEmpty();
        assertThat(sources()).containsExactly(" pump a", "pump a");
        assertThat(accepted()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Source,TYPE,Value\ns,t,1\n",
                "SOURCE,Type,vALUE,Timestamp\ns,t,1,1700000000\n",
                "source,type,value,,,\ns,t,1,,,\n",
                "source,type,value,,\ns,t,1\n",
                "source,type,value\ns,t,1,,,\n",
                "source,type,value\n,,\n\n\"\"\ns,t,1\n",
                "source,type,value\r\ns,t,1\r\n",
                "source,type,value\rs,t,1\r",
                "\"source\",\"type\",\"value\"\n\"s\",\"t\",\"1\"\n",
                "\uFEFFsource,type,value\ns,t,1",
            })
    void csv_anyHeaderAndTrailingColumns_areTaken(String text) throws IOException {
        Run run = ingest("good.csv", text);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("1 event ");
        assertThat(sources()).containsExactly("s");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "source;type;value~s;t;1|separator is \";\"",
                "source\ttype\tvalue~s\tt\t1|separator is a tab",
                "Source; Type; Value; a,b~s;t;1;2|separator is \";\"",
                "# made by x~source,type,value~s,t,1|a comment line is not allowed",
                "source,type,value,Source~s,t,1,s|two columns have the name \"Source\"",
                "source,type,value,place,Place~s,t,1,a,b|two columns have the name \"Place\"",
                "source,type,value,,x~s,t,1,,2|a column has no name",
                "source,type,value,,,x~s,t,1,,,2|two columns have no name",
                "source,type~s,t|missing column \"value\"",
            })
    void csv_headerThatIsNone_saysWhy(String text, String reason) throws IOException {
        Run run = ingest("bad.csv", text.replace('~', '\n'));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("bad.csv:1:", reason);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(accepted()).isZero();
    }

    @Test
    void csv_commentLineAmongRows_isNamed() throws IOException {
        Run run = ingest("comment.csv", "source,type,value\n# night shift\ns,t,1\n#1,t,2\n");

        assertThat(run.err()).contains("comment.csv:2:1:", "comment");
        assertThat(sources()).containsExactly("#1", "s");
    }

    @Test
    void csv_openQuote_costsItsRowOnly() throws IOException {
        String rows = IntStream.range(0, 100).mapToObj(i -> "s,t," + i + "\n").collect(Collectors.joining());
        Run atEnd = ingest("end.csv", "source,type,value\n" + "a,\"t,1\n" + rows);
        assertThat(atEnd.err()).contains("end.csv:2:3: unclosed quote");
        assertThat(accepted()).isEqualTo(100);

        Run before = ingest(
                "mid.csv", "source,type,value,note\nm,t,1,\"open\nm,t,2,x\nm,t,3,\"closed\"\nm,t,4,\"two\nlines\"\n");
        assertThat(before.err()).contains("mid.csv:2:7: unclosed quote");
        assertThat(before.err().lines()).hasSize(1);
        assertThat(accepted()).isEqualTo(103);
    }

    @Test
    void csv_quotesInOtherPlaces_areTextOrReported() throws IOException {
        Run run = ingest("quotes.csv", "source,type,value\n5\" pipe,t,1\n\"5\"\" pipe\",t,2\n\"a\"b,t,3\ns,t,4\n");

        assertThat(places(run)).containsExactly("4");
        assertThat(sources()).containsExactly("5\" pipe", "s");
        assertThat(accepted()).isEqualTo(3);
    }

    @Test
    void csv_numbersOfOtherScripts_areQuotedAndRefused() throws IOException {
        Run run = ingest(
                "digits.csv",
                "source,type,value,timestamp\ns,t,\u0661,\ns,t,0x1p3,\ns,t,1d,\ns,t,1,1700000000000\ns,t,1,\n");

        assertThat(run.err()).contains("\"\u0661\"", "\"0x1p3\"", "\"1d\"", "milliseconds");
        assertThat(places(run)).containsExactly("2", "3", "4", "5");
        assertThat(accepted()).isEqualTo(1);
    }

    @Test
    void csv_otherColumns_areInTheAlertThatFires() throws IOException {
        ingest("meta.csv", "source,type,value,Place,shift\ns,temperature,20,hall,a\ns,temperature,99,yard,b\n");

        JsonNode alert = live.json("alerts", "-o", "json").get(0);
        assertThat(alert.path("event_data").path("meta").toString()).isEqualTo("{\"Place\":\"yard\",\"shift\":\"b\"}");
    }

    // JSON

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "null",
                "\"x\"",
                "[]",
                "[[1],{\"a\":2}]",
                "{}",
                "{\"source\":\"s\",\"type\":\"t\",\"value\":NaN}",
                "{\"source\":\"s\",\"type\":\"t\",\"value\":Infinity}",
                "{\"source\":\"s\",\"type\":\"t\",\"value\":-Infinity}",
                "{\"source\":\"s\",\"type\":\"t\",\"value\":1,\"meta\":{\"x\":[1,NaN]}}",
                "NaN",
                "{\"source\":\"s\",\"type\":\"t\",\"value\":1e999}",
                "{\"source\":\"\\ud800\",\"type\":\"t\",\"value\":1}",
            })
    void json_elementThatIsNoEvent_costsItOnly(String element) throws IOException {
        Run run = ingest("some.json", "[" + ONE + ",\n" + element + ",\n" + ONE + "]");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("some.json:2:").doesNotContain("REDACTED", "Feature", "java.");
        assertThat(run.err().lines()).hasSize(1);
        assertThat(accepted()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"oops", "{\"value\":NaN}", "[1", "\"", "{\"a\":\"\u0001\"}", "{}{}", "{\"source\":[]}", "\u0000"
            })
    void ndjson_badLine_costsThatLineOnly(String line) throws IOException {
        Run run = ingest("some.ndjson", ONE + "\n" + line + "\n" + ONE + "\n");

        assertThat(run.err()).contains("some.ndjson:2:").doesNotContain("REDACTED", "Feature", "java.");
        assertThat(run.err().lines()).hasSize(1);
        assertThat(accepted()).isEqualTo(2);
    }

    @Test
    void ndjson_latin1_costsThatLineOnly() throws IOException {
        Run run = ingest(
                "latin.ndjson", (ONE + "\n" + ONE.replace("\"s\"", "\"\u00fc\"") + "\n" + ONE).getBytes(ISO_8859_1));

        assertThat(run.err()).contains("latin.ndjson:2:", "UTF-8");
        assertThat(accepted()).isEqualTo(2);
    }

    // --strict

    @ParameterizedTest
    @CsvSource({"0, 10", "1, 10", "999, 3000", "1000, 3000", "1500, 3000", "2999, 3000"})
    void strict_badElement_takesExactlyTheEventsBeforeIt(int bad, int count) throws IOException {
        for (String fault : List.of("{}", "oops", "{\"source\":\"s\",\"type\":\"t\",\"value\":NaN}")) {
            long before = accepted();
            String lines = IntStream.range(0, count)
                    .mapToObj(i -> i == bad ? fault : ONE)
                    .collect(Collectors.joining("\n"));
            Run run = ingest("strict.ndjson", lines + "\n{}\noops\n", "--strict");

            assertThat(run.code()).isEqualTo(1);
            assertThat(places(run)).containsExactly(String.valueOf(bad + 1));
            assertThat(accepted() - before).isEqualTo(bad);
        }
    }

    @Test
    void strict_otherFormats_takeExactlyTheEventsBefore() throws IOException {
        String rows = "s,t,1\n".repeat(700);
        ingest("strict.csv", "source,type,value\n" + rows + "s,t,hot\n" + rows + "s,t\n", "--strict");
        assertThat(accepted()).isEqualTo(700);

        ingest("strict.json", "[" + (ONE + ",").repeat(300) + "{\"value\":NaN}," + ONE + "," + ONE + "]", "--strict");
        assertThat(accepted()).isEqualTo(1_000);
    }

    // Terminal and log output

    @Test
    void errors_foreignText_areOneLineAndEscaped() throws IOException {
        String forged = "x\\nERROR forged\\u001b[31m\\u202e\\u0085";
        Run run = ingest("forged.ndjson", "{\"source\":\"s\",\"type\":\"t\",\"value\":\"" + forged + "\"}\n");
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("\\nERROR forged\\u001B[31m\\u202E\\u0085");

        for (Run misused : List.of(
                live.run("alerts", "a\nforged\u001b"),
                live.run("ingest", folder.resolve("no\nsuch\u202e.json").toString()),
                live.run("remove-rule", "no\nforged\u009b"),
                live.run("alerts", "--limit", "\u0661\n"))) {
            assertThat(misused.code()).isNotZero();
            assertThat(misused.err().codePoints())
                    .noneMatch(c -> c != '\n' && Character.isISOControl(c))
                    .doesNotContain(0x202E);
            assertThat(misused.err().lines()).noneMatch(line -> line.startsWith("forged") || line.startsWith("such"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0661", " 5", "5 ", "0x5", "5d", "\uff15", "NaN"})
    void options_numbersInOtherForms_areUsageErrors(String number) {
        for (String[] args : new String[][] {
            {"alerts", "--limit", number},
            {"generate", "-", "--count", number},
            {"generate", "-", "--delay", number},
            {"start", "--http-port", number},
            {"ingest", "f", "--rate", number},
        }) {
            Run run = live.run(args);
            assertThat(run.code()).as(String.join(" ", args)).isEqualTo(2);
            assertThat(run.err()).contains(args[args.length - 2]);
        }
    }

    @Test
    void output_durations_areNeverInExponentForm() {
        assertThat(live.run("list-rules", "-o", "json").out()).doesNotContainPattern("[0-9][eE][-+0-9]");
        assertThat(live.run("dashboard", "-o", "json").out()).doesNotContainPattern("[0-9][eE][-+0-9]");
    }
}
