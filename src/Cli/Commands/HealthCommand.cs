using System.CommandLine;
using System.Net.Http.Json;
using System.Text.Json;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Health;
using ServerlessTraining.Orchestration.Local;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st health</c>: asks the running product.</summary>
internal static class HealthCommand
{
    public static Command Create(CliContext context)
    {
        Option<bool> json = new("--json") { Description = "Print the answer as JSON." };
        Command command = new("health", "Ask the running product how it and its dependencies are.") { json };
        command.SetAction(async (parsed, ct) =>
        {
            HealthReport report = await GetAsync(context, ct);
            if (parsed.GetValue(json)) await context.Output.WriteLineAsync(JsonSerializer.Serialize(report, ApiJson.Indented));
            else
            {
                TablePrinter.Print(context.Console, HealthTable.Columns, HealthTable.Rows(report));
                context.Console.WriteLine($"{report.Status}: version {report.Version}, built for {report.AzureRuntime}");
            }

            return report.IsHealthy ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static async Task<HealthReport> GetAsync(CliContext context, CancellationToken cancellationToken)
    {
        Uri address = Address(context);
        using HttpClient http = new(context.Http, disposeHandler: false) { Timeout = TimeSpan.FromSeconds(30) };
        try
        {
            using HttpResponseMessage response = await http.GetAsync(address, cancellationToken);
            return await response.Content.ReadFromJsonAsync<HealthReport>(ApiJson.Options, cancellationToken)
                ?? throw new CliException($"{address} answered {(int)response.StatusCode} with nothing in it.");
        }
        catch (JsonException error)
        {
            throw new CliException($"{address} answered, but not with a health report: something else listens there. Set ST_URL or ST_PORT.", error);
        }
        catch (HttpRequestException error)
        {
            throw new CliException($"Nothing answers at {address}. Start it with ./run, or set ST_URL or ST_PORT to where it runs.", error);
        }
        catch (TaskCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CliException($"{address} did not answer within 30 s.", error);
        }
    }

    private static Uri Address(CliContext context)
    {
        string url = context.Configuration["ST_URL"] is { Length: > 0 } chosen
            ? chosen
            : $"http://127.0.0.1:{context.Configuration["ST_PORT"] ?? LocalSettings.DefaultPort.ToString()}";
        return Uri.TryCreate(url.TrimEnd('/') + "/api/health", UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? address
            : throw new CliException($"ST_URL or ST_PORT gives '{url}', which is no address. Set ST_URL=http://127.0.0.1:7071 or ST_PORT=7071.");
    }
}
