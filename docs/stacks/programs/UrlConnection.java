import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

class UrlConnection {
    public static void main(String[] args) throws Exception {
        var connection = (HttpURLConnection) new URL(args[0]).openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + args[1]);
        try (var body = connection.getInputStream()) {
            System.out.println("status " + connection.getResponseCode());
            Files.copy(body, Path.of(args[2]));
        }
    }
}
