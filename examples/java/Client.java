import java.io.*;
import java.net.*;
import java.net.http.*;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.*;
import java.nio.charset.*;
import java.nio.file.*;
import java.security.*;
import java.time.*;
import java.time.format.*;
import java.time.temporal.ChronoUnit;
import java.util.*;
import java.util.regex.*;
import java.util.stream.*;
import java.util.zip.*;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Exports a Viva Engage network, or one user of it, into a ZIP. JDK 11 or newer, nothing to build.
 *
 * <pre>
 * export ENGAGE_TOKEN=…
 * java Client.java --base-url https://www.yammer.com --since 2024-06-01T00:00:00Z --out exports
 * java Client.java --base-url https://www.yammer.com --since 2024-06-01T00:00:00Z --out exports --state state
 * java Client.java --base-url https://www.yammer.com --user-id 1753017723210752 --out exports
 * </pre>
 *
 * Also: --until, --model (repeated), --include csv, --network (repeated), --include-ens and --exclude-files true.
 * With --state, the next run begins where the last complete one ended; --since is only for the first run.
 * Exit codes: 0 complete, 1 failed, 2 usage, 3 partial, 127 unsupported. Use each --out for one run at a time.
 */
public class Client {
    static final int TRIES = 4;
    static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    static final List<String> SELECTION = List.of("model", "include", "network", "include-ens", "exclude-files");
    static final List<String> OTHERS = List.of("base-url", "since", "until", "user-id", "out", "state", "stall", "first-byte", "retry-wait");
    static final int FAILED = 1, USAGE = 2, PARTIAL = 3, UNSUPPORTED = 127;

    /** The reason why there is no export, with its exit code; {@code again} and {@code wait} allow a retry. */
    static class Failure extends Exception {
        final int exitCode;
        boolean again;
        Duration wait;

        Failure(int exitCode, String message) {
            super(message);
            this.exitCode = exitCode;
        }

        Failure(String message) {
            this(FAILED, message);
        }

        Failure orAgain() {
            again = true;
            return this;
        }
    }

    final Map<String, List<String>> options;
    final String token;
    final HttpClient http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(10))
        // The service answers 200 directly. A redirect comes from another server, which must not get the token.
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();

    Client(Map<String, List<String>> options, String token) {
        this.options = options;
        this.token = token;
    }

    public static void main(String[] args) {
        String token = Objects.requireNonNullElse(System.getenv("ENGAGE_TOKEN"), "");
        int exitCode;
        try {
            if (!token.matches("[\\x21-\\x7e]+")) throw new Failure(USAGE, "expected a token in ENGAGE_TOKEN");
            exitCode = new Client(parse(args), token).run();
        } catch (Failure failure) {
            String kind = failure.exitCode == FAILED ? "failed: " : failure.exitCode == USAGE ? "usage: " : "unsupported: ";
            System.err.println((kind + failure.getMessage()).replace(token, "***"));
            exitCode = failure.exitCode;
        } catch (Exception error) {
            System.err.println(("failed: " + error).replace(token, "***"));
            exitCode = FAILED;
        }
        System.exit(exitCode);
    }

    int run() throws Exception {
        String tag = tag();
        boolean ofUser = given("user-id").isPresent();
        Instant until = given("until").isPresent() ? instant(given("until").get()) : null;
        Optional<Path> watermark = given("state").map(state -> Path.of(state, "next-since" + tag + ".txt"));
        Instant since = ofUser ? null : beginning(watermark);
        Path out = Files.createDirectories(Path.of(given("out").get()));
        Path part = out.resolve("export.part");
        try {
            HttpHeaders headers = download(address(since, until), part);
            boolean attachments = !given("include").equals(Optional.of("csv")) && !given("exclude-files").equals(Optional.of("true"));
            List<String> gaps = new Check(attachments).gaps(part);
            Instant end = ofUser ? null : end(since, until, headers);
            String name = ofUser ? "user-" + given("user-id").get() : stamp(since) + "-" + stamp(end);
            Path file = out.resolve("export-" + name + tag + (gaps.isEmpty() ? "" : ".partial") + ".zip");
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (watermark.isPresent() && gaps.isEmpty()) {
                Instant next = end.plusMillis(1);
                remember(watermark.get(), next.isAfter(since) ? next : since);
            }
            System.out.println(file);
            gaps.stream().limit(10).forEach(gap -> System.err.println("missing: " + gap));
            System.err.println(gaps.isEmpty() ? "complete" : "partial: " + gaps.size() + " parts or rows are missing or wrong");
            return gaps.isEmpty() ? 0 : PARTIAL;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    // The command line

    static Map<String, List<String>> parse(String[] args) throws Failure {
        Map<String, List<String>> options = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            String name = args[i].replaceFirst("^--", "");
            boolean known = args[i].startsWith("--") && (SELECTION.contains(name) || OTHERS.contains(name));
            if (!known || i + 1 == args.length) throw new Failure(USAGE, "expected a known option with a value, got " + args[i]);
            options.computeIfAbsent(name, key -> new ArrayList<>()).add(args[i + 1]);
        }
        boolean ofUser = options.containsKey("user-id");
        if (ofUser && options.containsKey("state")) throw new Failure(UNSUPPORTED, "an export of a user takes no --state");
        for (String name : List.of("base-url", "out", ofUser ? "user-id" : "since")) {
            if (!options.containsKey(name)) throw new Failure(USAGE, "expected --" + name);
        }
        return options;
    }

    Optional<String> given(String name) {
        return options.getOrDefault(name, List.of()).stream().findFirst();
    }

    Duration seconds(String name, String otherwise) {
        return Duration.ofMillis((long) (Double.parseDouble(given(name).orElse(otherwise)) * 1000));
    }

    /** Rejects a time without an offset, because it means another instant on every machine. */
    static Instant instant(String text) throws Failure {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException error) {
            throw new Failure(USAGE, "expected a time such as 2024-06-01T00:00:00Z, got " + text);
        }
    }

    static String stamp(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString().replaceAll("[-:.]", "");
    }

    // The request

    URI address(Instant since, Instant until) {
        String path = given("user-id").map(id -> "/api/v1/export/users/" + encode(id)).orElse("/api/v1/export");
        StringJoiner query = new StringJoiner("&", "?", "");
        if (since != null) query.add("since=" + encode(since.toString()));
        if (until != null) query.add("until=" + encode(until.toString()));
        if (!selection().isEmpty()) query.add(selection());
        return URI.create(given("base-url").get().replaceAll("/+$", "") + path + query);
    }

    /** The options that select what is exported, apart from the window. */
    String selection() {
        return SELECTION.stream()
            .flatMap(name -> options.getOrDefault(name, List.of()).stream().map(value -> name.replace('-', '_') + "=" + encode(value)))
            .collect(Collectors.joining("&"));
    }

    /** Keeps the files and watermarks of different selections apart. */
    String tag() throws GeneralSecurityException {
        if (selection().isEmpty()) return "";
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(selection().getBytes(UTF_8));
        return String.format("-%02x%02x%02x%02x", digest[0], digest[1], digest[2], digest[3]);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    // The download

    /** Requests until the whole body is in the file. Returns the response headers. */
    HttpHeaders download(URI address, Path part) throws Exception {
        for (int tries = 1; ; tries++) {
            try {
                return downloadOnce(address, part);
            } catch (Failure failure) {
                Duration backoff = seconds("retry-wait", "1").multipliedBy(1L << (tries - 1));
                Duration wait = Objects.requireNonNullElse(failure.wait, backoff);
                if (!failure.again || tries == TRIES || wait.compareTo(LONGEST_WAIT) > 0) throw failure;
                System.err.println(failure.getMessage() + "; retrying in " + wait.toMillis() / 1000.0 + " s");
                Thread.sleep(wait.toMillis());
            }
        }
    }

    HttpHeaders downloadOnce(URI address, Path part) throws Exception {
        // A large export takes a while to begin.
        Duration firstByte = seconds("first-byte", "150");
        HttpRequest request = HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token).timeout(firstByte).build();
        HttpResponse<InputStream> response;
        try {
            response = http.send(request, BodyHandlers.ofInputStream());
        } catch (IOException error) {
            throw new Failure("the service cannot be reached: " + error).orAgain();
        }
        if (response.statusCode() != 200) throw errorOf(response);
        Duration silence = seconds("stall", "20");
        try (InputStream body = new Watched(response.body(), silence); FileChannel file = open(part)) {
            InputStream content = isGzip(response) ? new GZIPInputStream(body) : body;
            byte[] piece = new byte[1 << 16];
            for (int length; (length = read(content, piece)) >= 0; ) {
                file.write(java.nio.ByteBuffer.wrap(piece, 0, length));
            }
            file.force(true);
        }
        return response.headers();
    }

    static FileChannel open(Path part) throws IOException {
        return FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Reads from the network: unlike an error of the disk, an error here may be temporary. */
    static int read(InputStream content, byte[] piece) throws Failure {
        try {
            return content.read(piece);
        } catch (IOException error) {
            throw new Failure("the connection failed: " + error.getMessage()).orAgain();
        }
    }

    static boolean isGzip(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip");
    }

    /** A stream that is closed when no data comes for too long. */
    static class Watched extends FilterInputStream {
        final Timer timer = new Timer(true);
        final Duration limit;
        volatile boolean silent;

        Watched(InputStream stream, Duration limit) {
            super(stream);
            this.limit = limit;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            TimerTask task = new TimerTask() {
                @Override
                public void run() {
                    silent = true;
                    try {
                        in.close();
                    } catch (IOException error) {
                        // The stream is given up anyway.
                    }
                }
            };
            timer.schedule(task, limit.toMillis());
            try {
                int count = in.read(bytes, offset, length);
                if (!silent) return count;
            } catch (IOException error) {
                if (!silent) throw error;
            } finally {
                task.cancel();
            }
            throw new IOException("no data came for " + limit.toSeconds() + " s");
        }

        @Override
        public void close() throws IOException {
            timer.cancel();
            super.close();
        }
    }

    /** The failure for a status other than 200. Only errors that may be temporary are retried. */
    static Failure errorOf(HttpResponse<InputStream> response) {
        int status = response.statusCode();
        String message = "";
        try (InputStream body = new Watched(response.body(), Duration.ofSeconds(5))) {
            message = new String(body.readNBytes(500), UTF_8).replaceAll("[^\\x20-\\x7e]+", " ");
        } catch (IOException error) {
            // The status is enough.
        }
        Failure failure = new Failure("the service responded with " + status + " " + message);
        failure.again = status == 429 || status >= 500;
        failure.wait = response.headers().firstValue("Retry-After").map(text -> wait(text.trim(), response.headers())).orElse(null);
        return failure;
    }

    /** The time to wait, or null. The service's clock sets a date, so it is compared with the Date header. */
    static Duration wait(String text, HttpHeaders headers) {
        if (text.matches("\\d{1,9}")) return Duration.ofSeconds(Long.parseLong(text));
        try {
            Instant now = date(headers.firstValue("Date").orElseThrow());
            Duration wait = Duration.between(now, date(text));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException | NoSuchElementException error) {
            return null;
        }
    }

    static Instant date(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    // The window

    /**
     * The last instant in an export: the whole second of {@code until}, but nothing later than the service's clock,
     * which is in the file name of the download. If no clock is known, nothing counts as exported.
     */
    static Instant end(Instant since, Instant until, HttpHeaders headers) {
        Matcher name = Pattern.compile("export-(\\d{1,15})\\.zip").matcher(headers.firstValue("Content-Disposition").orElse(""));
        Instant clock = name.find()
            ? Instant.ofEpochMilli(Long.parseLong(name.group(1)))
            : headers.firstValue("Date").map(text -> date(text).minusSeconds(1)).orElse(since.minusMillis(1));
        if (until == null) return clock;
        Instant endOfSecond = until.truncatedTo(ChronoUnit.SECONDS).plusMillis(999);
        return endOfSecond.isBefore(clock) ? endOfSecond : clock;
    }

    Instant beginning(Optional<Path> watermark) throws Exception {
        boolean isFirst = watermark.isEmpty() || Files.notExists(watermark.get());
        return instant(isFirst ? given("since").get() : Files.readString(watermark.get()).trim());
    }

    static void remember(Path watermark, Instant next) throws IOException {
        Files.createDirectories(watermark.toAbsolutePath().getParent());
        Path written = watermark.resolveSibling(watermark.getFileName() + ".new");
        Files.writeString(written, next + "\n");
        Files.move(written, watermark, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Reads a whole export, piece by piece: unpacks every member and counts every row. */
    static class Check {
        static final Pattern COUNT = Pattern.compile("Number of exported\\s+([^\\s:][^:]*):\\s*(\\d{1,18})", Pattern.CASE_INSENSITIVE);
        static final Pattern FAILURE = Pattern.compile(
            "fail|error|could not|cannot|unable|incomplete|partial|skipped|missing|truncated|timed? ?out", Pattern.CASE_INSENSITIVE);
        static final Pattern UNSAFE = Pattern.compile("^$|^/|^[A-Za-z]:|\\\\|[\\x00-\\x1f]|(^|/)\\.\\.(/|$)");

        final boolean attachments;
        final List<String> gaps = new ArrayList<>();
        final Map<String, Long> rows = new HashMap<>();
        final Set<String> names = new HashSet<>();

        Check(boolean attachments) {
            this.attachments = attachments;
        }

        /** Returns what is missing from the export, as sentences. Throws when the archive is damaged. */
        List<String> gaps(Path path) throws Failure {
            try (ZipFile archive = new ZipFile(path.toFile())) {
                List<? extends ZipEntry> members = Collections.list(archive.entries());
                checkNames(members);
                for (ZipEntry member : members) readMember(archive, member);
                ZipEntry log = archive.getEntry("log.txt");
                if (log == null) gaps.add("log.txt, which shows whether the export is complete");
                else readLog(new String(archive.getInputStream(log).readAllBytes(), UTF_8));
                return gaps;
            } catch (IOException | IllegalArgumentException error) {
                throw new Failure("the archive is damaged: " + error.getMessage());
            }
        }

        /** Rejects names that are unsafe to unpack, and names that overwrite each other. */
        void checkNames(List<? extends ZipEntry> members) throws Failure {
            Set<String> folded = new HashSet<>();
            if (members.isEmpty()) throw new Failure("the archive is empty");
            for (ZipEntry member : members) {
                String name = member.getName();
                if (UNSAFE.matcher(name).find() || !folded.add(name.toLowerCase(Locale.ROOT))) {
                    String shown = name.substring(0, Math.min(80, name.length())).replaceAll("[^\\x20-\\x7e]", "?");
                    throw new Failure("the archive has a member that must not be unpacked: " + shown);
                }
                names.add(name);
            }
        }

        void readMember(ZipFile archive, ZipEntry member) throws IOException, Failure {
            String name = member.getName();
            // ZipFile compares neither the CRC nor the size.
            CRC32 crc = new CRC32();
            long[] size = {0};
            try (InputStream content = new CheckedInputStream(archive.getInputStream(member), crc) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int count = super.read(bytes, offset, length);
                    size[0] += Math.max(0, count);
                    return count;
                }
            }) {
                if (name.endsWith(".csv")) readTable(name, content);
                content.transferTo(OutputStream.nullOutputStream());
            }
            if (crc.getValue() != member.getCrc() || size[0] != member.getSize()) {
                throw new Failure("the archive is damaged: the content of " + name + " does not match its size and CRC");
            }
        }

        void readTable(String name, InputStream content) throws IOException {
            // Created with a decoder instead of a charset, an InputStreamReader rejects bytes that are not UTF-8.
            Reader text = new BufferedReader(new InputStreamReader(content, UTF_8.newDecoder()), 1 << 16);
            long count = 0;
            try {
                List<String> header = nextRow(text);
                if (header == null) {
                    gaps.add(name + ": it has no header");
                    return;
                }
                int path = name.endsWith("Files.csv") ? header.indexOf("path") : -1;
                boolean even = true;
                for (List<String> row; (row = nextRow(text)) != null; count++) {
                    even &= row.size() == header.size();
                    if (path >= 0 && path < row.size()) checkAttachment(name, row.get(path));
                }
                if (!even) gaps.add(name + ": a row and the header have different numbers of fields");
            } catch (CharacterCodingException error) {
                gaps.add(name + ": it is not UTF-8");
            } catch (EOFException error) {
                gaps.add(name + ": " + error.getMessage());
            }
            rows.merge(label(name), count, Long::sum);
        }

        void checkAttachment(String csv, String path) {
            String folder = csv.substring(0, csv.lastIndexOf('/') + 1);
            boolean isThere = path.isEmpty() || names.contains(path) || names.contains(folder + path);
            if (attachments && !isThere) gaps.add(path + ", which " + csv + " names");
        }

        /** The next row of a CSV, or null. Quoted fields may contain line breaks and escaped quotes ({@code ""}). */
        static List<String> nextRow(Reader text) throws IOException {
            List<String> row = new ArrayList<>();
            StringBuilder field = new StringBuilder();
            boolean quoted = false;
            int last = -1;
            for (int next; (next = text.read()) >= 0; last = next) {
                if (next == '"') {
                    if (!quoted && last == '"') field.append('"');
                    quoted = !quoted;
                } else if (quoted || (next != ',' && next != '\n' && next != '\r')) {
                    field.append((char) next);
                } else if (next != '\r') {
                    row.add(field.toString());
                    field.setLength(0);
                    if (next == '\n') return row;
                }
            }
            if (quoted) throw new EOFException("it ends inside a quoted field");
            if (last < 0) return null;
            row.add(field.toString());
            return row;
        }

        void readLog(String log) {
            log.lines().forEach(line -> {
                Matcher counted = COUNT.matcher(line.strip());
                if (counted.matches()) {
                    long came = rows.getOrDefault(label(counted.group(1).strip()), 0L);
                    if (came != Long.parseLong(counted.group(2))) gaps.add(line.trim() + " in log.txt, but the export has " + came + " rows");
                } else if (FAILURE.matcher(line).find()) {
                    gaps.add("log.txt says: " + line.trim());
                }
            });
        }

        /** Makes {@code MESSAGE_VERSIONS} and {@code MessageVersions.csv} compare as equal. */
        static String label(String name) {
            String base = name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.csv$", "");
            return base.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
        }
    }
}
