import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.HttpClients;

class ApacheHttpClient {
    public static void main(String[] args) throws Exception {
        var request = new HttpGet(args[0]);
        request.setHeader("Authorization", "Bearer " + args[1]);
        try (var client = HttpClients.createDefault(); var response = client.execute(request)) {
            System.out.println("status " + response.getStatusLine().getStatusCode());
            Files.copy(response.getEntity().getContent(), Path.of(args[2]));
        }
    }
}
