using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;
using Spectre.Console;

namespace ServerlessTraining.Cli.Tests.Cloud;

/// <summary>A machine with a clone and stand-ins of azd, az, dotnet and node, which are real processes. It is ready for everything until something is taken away.</summary>
internal sealed class FakeMachine : IDisposable
{
    public const string SubscriptionId = "11111111-2222-3333-4444-555555555555";
    public const string Key = "k3y-that-nobody-may-see";
    private const string Tools = "tools";
    private readonly ScratchFolder folder = new();
    private readonly Dictionary<string, List<string>> answers = [];

    public FakeMachine()
    {
        folder.Write("azure.yaml", "name: serverless-training");
        folder.Write("infra/main.bicep", "");
        folder.Write(".packages/registry.props", "<Project />");
        On("azd", "version", """{"azd":{"version":"1.20.0","commit":"a"}}""");
        On("azd", "auth login --check-status", """{"status":"success","expiresOn":"2026-03-01T13:00:00Z"}""");
        On("azd", "env list", """[{"Name":"other","IsDefault":false},{"Name":"training","IsDefault":true}]""");
        Deployed();
        On("az", "version", """{"azure-cli":"2.75.0","azure-cli-core":"2.75.0"}""");
        On("az", "account show", $$"""{"id":"{{SubscriptionId}}","name":"Research"}""");
        On("az", "functionapp keys list", Key);
        On("az", "containerapp job execution list", """
            [{"name":"cpu-1","properties":{"status":"Failed","startTime":"2026-03-01T10:00:00+00:00","endTime":"2026-03-01T10:05:00+00:00"}},
             {"name":"cpu-2","properties":{"status":"Running","startTime":"2026-03-01T12:00:00+00:00"}}]
            """.ReplaceLineEndings(""));
        On("az", "storage message peek", """[{"id":"1"},{"id":"2"}]""");
        On("az", "storage message peek --queue-name fold-tasks-cpu-poison", "[]");
        On("az", "storage message peek --queue-name fold-tasks-gpu-poison", "[]");
        On("dotnet", "--version", "10.0.401");
        On("dotnet", "msbuild", "");
        On("node", "--version", "v20.20.2");
        On("bash", "", "");
    }

    public string Clone => folder.Path;

    public string Path => System.IO.Path.Combine(folder.Path, Tools);

    /// <summary>The environment variables that st has beside PATH.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    public void Dispose() => folder.Dispose();

    /// <summary>What a tool answers to arguments that begin so; what was said last holds, and the longer beginning is said later.</summary>
    public void On(string tool, string beginning, string output, string code = "0", string errors = "") =>
        (answers.TryGetValue(tool, out List<string>? lines) ? lines : answers[tool] = []).Insert(0, $"{beginning}|{code}|{output}|{errors}");

    /// <summary>What azd has of the environment.</summary>
    public void Deployed(string changed = "", string value = "")
    {
        Dictionary<string, string> values = new()
        {
            ["AZURE_SUBSCRIPTION_ID"] = SubscriptionId,
            ["AZURE_LOCATION"] = "westeurope",
            ["AZURE_RESOURCE_GROUP"] = "rg-training",
            ["ST_URL"] = "https://func-training.example.net",
            ["ST_FUNCTION_APP"] = "func-training",
            ["ST_CPU_JOB"] = "job-cpu",
            ["ST_DATA_ACCOUNT"] = "stdata",
        };
        if (changed.Length > 0) values[changed] = value;
        On("azd", "env get-values", $"{{{string.Join(',', values.Select(one => $"\"{one.Key}\":\"{one.Value}\""))}}}");
    }

    public void Remove(params IEnumerable<string> tools)
    {
        foreach (string tool in tools) answers.Remove(tool);
    }

    /// <summary>What a tool was told, an entry a call.</summary>
    public IReadOnlyList<string> Calls(string tool)
    {
        string file = System.IO.Path.Combine(Path, $"{tool}.calls");
        return File.Exists(file) ? File.ReadAllLines(file) : [];
    }

    /// <summary>Puts the tools onto the machine. Links to a file of the repository: one that was written just now may be held open by a process that another test starts,
    /// and cannot be run.</summary>
    public void Install()
    {
        Directory.CreateDirectory(Path);
        foreach ((string tool, List<string> lines) in answers)
        {
            folder.Write($"{Tools}/{tool}.answers", string.Concat(lines.Select(line => line + "\n")));
            string link = System.IO.Path.Combine(Path, tool);
            if (!File.Exists(link)) File.CreateSymbolicLink(link, Repository.PathOf("tests", "Cli.Tests", "Cloud", "fake-tool"));
        }
    }

    public CliContext Context(TextWriter output, TextWriter errors, HttpMessageHandler http, string? typed = null)
    {
        Install();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 240;
        Settings["PATH"] = Path;
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings).Build();
        return new CliContext(console, output, errors, configuration, http, TimeProvider.System)
        {
            Root = new RepositoryRoot(folder.Path),
            Input = typed is null ? null : new StringReader(typed),
        };
    }

    public Task<CommandRun> RunAsync(params IReadOnlyList<string> arguments) => RunAsync(typed: null, arguments);

    public async Task<CommandRun> RunAsync(string? typed, IReadOnlyList<string> arguments)
    {
        using FakeApi http = new(HttpStatusCode.OK, """{"status":"healthy","version":"9.9.9"}""");
        return await RunAsync(http, typed, arguments);
    }

    public async Task<CommandRun> RunAsync(HttpMessageHandler http, string? typed, IReadOnlyList<string> arguments)
    {
        await using StringWriter output = new(CultureInfo.InvariantCulture);
        await using StringWriter errors = new(CultureInfo.InvariantCulture);
        int code = await CliApp.RunAsync(["cloud", .. arguments], Context(output, errors, http, typed), TestContext.Current.CancellationToken);
        return new CommandRun(code, output.ToString(), errors.ToString());
    }
}
