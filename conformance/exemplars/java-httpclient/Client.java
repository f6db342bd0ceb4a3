import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Downloads an export: java Client.java --base URL --out DIR [--state DIR] [--user ID] [--since T] [--model M]...
 * The token is in ENGAGE_TOKEN. Exit codes: 0 complete, 1 failed, 2 partial.
 */
public class Client {
  private static final int ATTEMPTS = 4;

  /** A failure that another attempt does not heal. */
  static class Final extends Exception {
    Final(String message) {
      super(message);
    }
  }

  /** A failure that another attempt may heal, after a wait. */
  static class Temporary extends Exception {
    final Duration wait;

    Temporary(String message, Duration wait) {
      super(message);
      this.wait = wait;
    }
  }

  record Download(Path file, Instant date) {}

  private final Map<String, String> settings = new HashMap<>();
  private final List<String> query = new ArrayList<>();
  private final String token = System.getenv("ENGAGE_TOKEN");
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private long deadline;

  public static void main(String[] args) {
    int code;
    try {
      code = new Client().run(args);
    } catch (Exception error) {
      System.err.println("export failed: " + (error.getMessage() == null ? error : error.getMessage()));
      code = 1;
    }
    System.exit(code); // threads of the HTTP client may still be running
  }

  int run(String[] args) throws Exception {
    var parameters = List.of("since", "until", "model", "include", "network", "include_ens", "exclude_files");
    String since = null, until = null;
    Path state = null;
    var given = new ArrayList<String[]>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      var name = args[i].substring(2);
      if (parameters.contains(name)) given.add(new String[] {name, args[i + 1]});
      else settings.put(name, args[i + 1]);
    }
    deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(settings.getOrDefault("seconds", "3600")));
    if (settings.containsKey("state")) state = Path.of(settings.get("state"), "next-window.txt");
    for (var pair : given) {
      if (pair[0].equals("since") && state != null && Files.exists(state)) pair[1] = Files.readString(state).strip();
      if (pair[0].equals("since")) since = pair[1];
      if (pair[0].equals("until")) until = pair[1];
      query.add(pair[0] + "=" + URLEncoder.encode(pair[1], StandardCharsets.UTF_8));
    }
    var user = settings.get("user");
    var uri = URI.create(settings.get("base") + "/api/v1/export" + (user == null ? "" : "/users/" + user)
        + (query.isEmpty() ? "" : "?" + String.join("&", query)));
    var name = ((user == null ? "network" : "user-" + user) + "-" + String.join("-", query)).replaceAll("[^A-Za-z0-9]+", "-");
    name = name.length() > 180 ? name.substring(0, 150) + "-" + Integer.toHexString(name.hashCode()) : name;

    var out = Path.of(settings.get("out"));
    var part = out.resolve(name + ".part");
    try {
      var download = downloadPatiently(uri, part);
      var gaps = verify(part);
      if (!gaps.isEmpty()) {
        move(part, out.resolve(name + ".partial.zip"));
        System.err.println("the export is partial: " + gaps);
        return 2;
      }
      move(part, out.resolve(name + ".zip"));
      if (state != null) remember(state, Instant.from(instant(since)), until, download.date());
      return 0;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  Download downloadPatiently(URI uri, Path part) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        return download(uri, part);
      } catch (Temporary failure) {
        var wait = failure.wait == null ? Duration.ofSeconds(1L << attempt - 1) : failure.wait;
        if (attempt == ATTEMPTS || System.nanoTime() + wait.toNanos() > deadline) throw failure;
        System.err.println(failure.getMessage() + "; waiting " + wait.toSeconds() + " s");
        Thread.sleep(wait.toMillis());
      }
    }
  }

  /** One attempt. HttpClient follows no redirect by default, so that the token stays with this host. */
  Download download(URI uri, Path part) throws Exception {
    var request = HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token)
        .header("Accept", "application/zip").header("User-Agent", "java-export/1.0").build();
    HttpResponse<Object> response;
    var sent = http.<Object>sendAsync(request, info -> info.statusCode() == 200
        ? BodySubscribers.mapping(BodySubscribers.ofFile(part), file -> file)
        : BodySubscribers.mapping(BodySubscribers.ofString(StandardCharsets.UTF_8), text -> text));
    try {
      response = sent.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      sent.cancel(true);
      throw new Final("the response did not arrive in time");
    } catch (ExecutionException broken) {
      throw new Temporary("the connection failed: " + broken.getCause().getMessage(), null);
    }
    var date = response.headers().firstValue("Date").map(Client::httpDate).orElse(Instant.EPOCH);
    int status = response.statusCode();
    if (status == 200) return new Download(part, date);
    var body = String.valueOf(response.body()).replace(token, "***").replaceAll("\\p{Cntrl}+", " ");
    var message = "status " + status + ": " + body.substring(0, Math.min(300, body.length()));
    if (status != 429 && status < 500) throw new Final(message);
    var after = response.headers().firstValue("Retry-After").map(String::strip).orElse("");
    if (after.matches("\\d{1,6}")) throw new Temporary(message, Duration.ofSeconds(Long.parseLong(after)));
    // A date is on the clock of the service, which the Date of the response shows.
    if (!after.isEmpty()) {
      var until = httpDate(after);
      var wait = until == null || date == null ? Duration.ofSeconds(30) : Duration.between(date, until).plusSeconds(1);
      throw new Temporary(message, wait.isNegative() ? Duration.ofSeconds(1) : wait);
    }
    throw new Temporary(message, null);
  }

  /** Reads every byte of the archive. ZipFile itself does not compare the CRC of a member. */
  static List<String> verify(Path file) throws IOException, Final {
    var gaps = new ArrayList<String>();
    var names = new HashSet<String>();
    try (var zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!names.add(entry.getName())) throw new Final("the archive has two members of one name");
        var crc = new CRC32();
        long size;
        try (InputStream stream = new CheckedInputStream(zip.getInputStream(entry), crc)) {
          size = stream.transferTo(java.io.OutputStream.nullOutputStream());
        }
        if (crc.getValue() != entry.getCrc() || size != entry.getSize()) throw new Final("a member of the archive is damaged");
      }
      var log = zip.getEntry("log.txt");
      if (log == null) throw new Final("the archive has no log.txt");
      for (var line : new String(zip.getInputStream(log).readAllBytes(), StandardCharsets.UTF_8).lines().toList())
        if (!line.isBlank() && !line.matches("Number of exported \\w+: \\d+\\s*")) gaps.add(line);
    } catch (IllegalArgumentException | java.util.zip.ZipException | java.io.EOFException broken) {
      throw new Final("the response is not a whole ZIP: " + broken.getMessage());
    }
    return gaps;
  }

  /** Stores where the next window begins: at the Date of the response, or after the second of until. */
  static void remember(Path state, Instant since, String until, Instant date) throws IOException {
    var next = date;
    if (until != null) {
      var after = Instant.from(instant(until)).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
      if (after.isBefore(next)) next = after;
    }
    if (!next.isAfter(since)) return; // a clock that is set back does not move the window back
    var fresh = state.resolveSibling("next-window.new");
    Files.writeString(fresh, next + "\n");
    move(fresh, state);
  }

  static Instant instant(String text) {
    return OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant();
  }

  static Instant httpDate(String text) {
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (java.time.format.DateTimeParseException wrong) {
      return null;
    }
  }

  static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException other) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
