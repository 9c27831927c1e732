using System.Net;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Cli.Tests;

public sealed class ApiCommandTests
{
    private const string Document = """{"openapi":"3.1.0"}""";

    [Fact]
    public async Task Api_NoFile_PrintsTheDocument()
    {
        using ScriptedApi api = new((HttpStatusCode.OK, Document));

        CommandRun run = await CommandRun.OfAsync(api, "api");

        Assert.Equal((0, Document), (run.Code, run.Output.Trim()));
        Assert.Equal(["GET /api/openapi.json"], api.Requests);
    }

    [Fact]
    public async Task Api_File_HoldsTheDocument()
    {
        using ScriptedApi api = new((HttpStatusCode.OK, Document));
        using ScratchFolder folder = new();
        string file = Path.Combine(folder.Path, "openapi.json");

        CommandRun run = await CommandRun.OfAsync(api, "api", "--out", file);

        Assert.Equal((0, $"{file}: 19 bytes"), (run.Code, run.Output.Trim()));
        Assert.Equal(Document, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Api_Refused_SaysWhy()
    {
        using ScriptedApi api = new((HttpStatusCode.NotFound, """{"title":"Not Found","status":404,"detail":"There is no such route."}"""));

        CommandRun run = await CommandRun.OfAsync(api, "api");

        Assert.Equal(1, run.Code);
        Assert.Contains("There is no such route.", run.Errors, StringComparison.Ordinal);
    }
}
