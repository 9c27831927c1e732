using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Bars;

/// <summary>Bars on a storage emulator; each test has a market of its own.</summary>
internal sealed class BarScene
{
    private static int made;

    public BarScene(AzuriteServer azurite)
    {
        Data = new StorageAccounts(new StorageAccountOptions { Data = new StorageOptions { ConnectionString = azurite.ConnectionString } }, TimeProvider.System).Data;
        Store = new BarStore(Data, Clock);
        Service = new BarService(Store);
        Requests = new BarRequests(Service, new BarStretches(Store));
    }

    /// <summary>A Monday; half an hour into a bar.</summary>
    public ManualTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 5, 12, 30, 0, TimeSpan.Zero));

    public StorageClients Data { get; }

    public BarStore Store { get; }

    public BarService Service { get; }

    public BarRequests Requests { get; }

    public Symbol Symbol { get; } = Symbol.Parse($"T{Interlocked.Increment(ref made)}USDT");

    public Task CreateAsync(CancellationToken cancellation) => new StorageSchema(Data).EnsureAsync(cancellation);

    public BarSeries Bars(int count, ulong seed = 1) =>
        SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = Symbol, Timeframe = Timeframe.H1, Bars = count, Seed = seed }).Bars;

    /// <summary>The bars with other closes at these places.</summary>
    public static BarSeries With(BarSeries bars, params IEnumerable<int> changed)
    {
        double[] volume = bars.Volume.ToArray();
        foreach (int index in changed) volume[index] += 1;
        return BarSeries.Create(
            bars.Symbol, bars.Timeframe, bars.Calendar,
            new BarColumns(bars.OpenTicks.ToArray(), bars.Open.ToArray(), bars.High.ToArray(), bars.Low.ToArray(), bars.Close.ToArray(), volume));
    }

    /// <summary>The bars of these places only.</summary>
    public static BarSeries Pick(BarSeries bars, Func<int, bool> wanted)
    {
        int[] at = [.. Enumerable.Range(0, bars.Count).Where(wanted)];
        return BarSeries.Create(
            bars.Symbol, bars.Timeframe, bars.Calendar,
            new BarColumns(
                [.. at.Select(i => bars.OpenTicks[i])], [.. at.Select(i => bars.Open[i])], [.. at.Select(i => bars.High[i])],
                [.. at.Select(i => bars.Low[i])], [.. at.Select(i => bars.Close[i])], [.. at.Select(i => bars.Volume[i])]));
    }

    /// <summary>The status and the body that the request gets, refusals as the hosts answer them.</summary>
    public Task<(int Status, string Body)> PostAsync(byte[] body, string query, CancellationToken cancellation, string? encoding = null)
    {
        DefaultHttpContext context = Context(query);
        context.Request.ContentType = "text/csv";
        context.Request.Body = new MemoryStream(body);
        if (encoding is not null) context.Request.Headers.ContentEncoding = encoding;
        return AnswerAsync(context, () => Requests.MergeAsync(context.Request, Symbol.Name, "1H", cancellation));
    }

    /// <summary>As <see cref="PostAsync"/>, of the bars.</summary>
    public Task<(int Status, string Body)> GetAsync(Timeframe timeframe, string query, CancellationToken cancellation)
    {
        DefaultHttpContext context = Context(query);
        return AnswerAsync(context, () => Requests.GetAsync(context.Request, Symbol.Name, timeframe.Name, cancellation));
    }

    private static DefaultHttpContext Context(string query)
    {
        DefaultHttpContext context = new() { RequestServices = new ServiceCollection().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).BuildServiceProvider() };
        context.Request.QueryString = new QueryString(query);
        return context;
    }

    private static async Task<(int Status, string Body)> AnswerAsync(DefaultHttpContext context, Func<Task<IResult>> request)
    {
        using MemoryStream answer = new();
        context.Response.Body = answer;
        try
        {
            await (await request()).ExecuteAsync(context);
        }
        catch (RequestException refused)
        {
            await Problem.WriteAsync(context, refused);
        }

        return (context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()));
    }
}
