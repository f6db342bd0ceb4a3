import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

class JdkHttpClient {
    public static void main(String[] args) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(args[0]))
            .header("Authorization", "Bearer " + args[1]).build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofFile(Path.of(args[2])));
        System.out.println("status " + response.statusCode());
    }
}
