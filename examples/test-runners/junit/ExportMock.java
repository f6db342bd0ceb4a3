import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A mock for the tests of a class. Each test makes a session of its own. */
public class ExportMock implements BeforeAllCallback, AfterAllCallback {
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;
    private String url;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        process = new ProcessBuilder("node", "node_modules/engage-export-kit/dist/cli/main.js", "serve",
                "--port", "0", "--size", "tiny", "--seed", "7", "--now", "2026-11-20", "--quiet")
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String line = new BufferedReader(new InputStreamReader(process.getInputStream())).readLine();
        url = line.substring(line.lastIndexOf(' ') + 1);
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** Makes a session in a scenario. */
    public Session session(String scenario) throws IOException, InterruptedException {
        String body = "{\"scenario\": \"" + scenario + "\", \"time_scale\": 100}";
        String text = send(HttpRequest.newBuilder(URI.create(url + "/__admin/sessions"))
            .header("content-type", "application/json").POST(BodyPublishers.ofString(body)));
        return new Session(value(text, "id"), value(text, "base_url"), value(text, "token"));
    }

    /** Returns the journal of a session as JSON. */
    public String requests(Session session) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + "/__admin/sessions/" + session.id + "/requests")));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString()).body();
    }

    /** Reads one text of a flat JSON object; a project with a JSON library uses that. */
    private static String value(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        if (!found.find()) throw new IllegalStateException("expected " + name + ", got " + json);
        return found.group(1);
    }

    /** An isolated world of the mock. */
    public static final class Session {
        public final String id;
        public final String baseUrl;
        public final String token;

        Session(String id, String baseUrl, String token) {
            this.id = id;
            this.baseUrl = baseUrl;
            this.token = token;
        }
    }
}
