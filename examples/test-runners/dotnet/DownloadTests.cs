using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

/// <summary>A mock for the tests of a class. Each test makes a session of its own.</summary>
public sealed class ExportMock : IDisposable
{
    private readonly Process process;
    private readonly HttpClient http = new();
    private readonly string url;

    public ExportMock()
    {
        // The tests run in bin/; the folder with node_modules is above it.
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true };
        foreach (var word in new[] { Kit(), "serve", "--port", "0", "--size", "tiny", "--seed", "7", "--now", "2026-11-20", "--quiet" })
            start.ArgumentList.Add(word);
        process = Process.Start(start)!;
        url = process.StandardOutput.ReadLine()!.Split(' ')[^1];
    }

    public async Task<JsonElement> Session(string scenario)
    {
        var answer = await http.PostAsJsonAsync($"{url}/__admin/sessions", new { scenario, time_scale = 100 });
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    private static string Kit()
    {
        const string path = "node_modules/engage-export-kit/dist/cli/main.js";
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, path))) return Path.Combine(folder.FullName, path);
        throw new FileNotFoundException($"expected {path} in a folder above the tests: npm install engage-export-kit");
    }
}

public class DownloadTests(ExportMock mock) : IClassFixture<ExportMock>
{
    /// <summary>The client under test: requests the export again after a broken connection.</summary>
    private static async Task<HttpResponseMessage> Download(string url, string token, int attempts = 3)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            return await http.GetAsync($"{url}/api/v1/export?since=2026-11-01");
        }
        catch (HttpRequestException) when (attempts > 1)
        {
            return await Download(url, token, attempts - 1);
        }
    }

    [Fact]
    public async Task RepeatsADownloadThatBrokeOff()
    {
        var session = await mock.Session("reset-mid-member-once");
        var answer = await Download(session.GetProperty("base_url").GetString()!, session.GetProperty("token").GetString()!);
        Assert.Equal((byte)'P', (await answer.Content.ReadAsByteArrayAsync())[0]);
    }

    [Fact]
    public async Task ReportsARevokedToken()
    {
        var session = await mock.Session("token-revoked");
        var answer = await Download(session.GetProperty("base_url").GetString()!, session.GetProperty("token").GetString()!);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
