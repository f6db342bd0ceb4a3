using System.Net;

class MonoWebClient {
    static void Main(string[] args) {
        var client = new WebClient();
        client.Headers[HttpRequestHeader.Authorization] = "Bearer " + args[1];
        client.DownloadFile(args[0], args[2]);
    }
}
