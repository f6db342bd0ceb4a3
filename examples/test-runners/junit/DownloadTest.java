import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DownloadTest {
    @RegisterExtension
    static final ExportMock mock = new ExportMock();

    /** The client under test: requests the export again after a broken connection. */
    static HttpResponse<byte[]> download(String url, String token, int attempts) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v1/export?since=2026-11-01"))
            .header("authorization", "Bearer " + token).build();
        try {
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
        } catch (IOException broken) {
            if (attempts == 1) throw broken;
            return download(url, token, attempts - 1);
        }
    }

    @Test
    void repeatsADownloadThatBrokeOff() throws Exception {
        ExportMock.Session session = mock.session("reset-mid-member-once");
        assertEquals('P', download(session.baseUrl, session.token, 3).body()[0]);
        assertTrue(mock.requests(session).matches("(?s).*\"cut\".*\"complete\".*"));
    }

    @Test
    void reportsARevokedToken() throws Exception {
        ExportMock.Session session = mock.session("token-revoked");
        assertEquals(401, download(session.baseUrl, session.token, 3).statusCode());
    }
}
