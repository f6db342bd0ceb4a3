using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;

class MonoHttpClient {
    static void Main(string[] args) {
        Download(args[0], args[1], args[2]).GetAwaiter().GetResult();
    }

    static async Task Download(string url, string token, string path) {
        var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead);
        Console.WriteLine("status " + (int) response.StatusCode);
        using (var file = File.Create(path)) await response.Content.CopyToAsync(file);
    }
}
