using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace ServerlessTraining.Orchestration.Feeds;

/// <summary>Asks an exchange, as often as it takes and no more than it allows. Follows no redirect, reads no endless answer.</summary>
internal sealed class KlinesClient : IDisposable
{
    /// <summary>A page has some 200 KB.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    public const int Tries = 5;

    private static readonly TimeSpan TryLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    // A longer wait is not for a call that somebody waits for: the feed says so, and the next pull heeds it.
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(1);
    private static readonly ResiliencePropertyKey<string> Host = new(nameof(Host));
    private readonly HttpClient http;
    private readonly TimeProvider clock;
    private readonly ILogger<KlinesClient> logger;
    private readonly ResiliencePipeline<KlinesAnswer> retries;

    public KlinesClient(TimeProvider clock, ILogger<KlinesClient> logger)
    {
        this.clock = clock;
        this.logger = logger;
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        retries = new ResiliencePipelineBuilder<KlinesAnswer> { TimeProvider = clock }.AddRetry(Strategy()).Build();
    }

    public void Dispose() => http.Dispose();

    /// <exception cref="FeedException">No answer, or one that is too large; rate limits and other answers come back as they are.</exception>
    public async Task<KlinesAnswer> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Host, address.Authority);
        try
        {
            return await retries.ExecuteAsync(async call => await TryAsync(address, call.CancellationToken), context);
        }
        catch (Exception error) when (IsTransient(error))
        {
            throw new FeedException($"{address.Authority} does not answer ({error.Message.TrimEnd('.')}), tried {Tries} times. Is the address right, and is it up?", error);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static bool IsTransient(Exception? error) => error is HttpRequestException or SocketException or IOException or TimeoutException;

    private RetryStrategyOptions<KlinesAnswer> Strategy() => new()
    {
        MaxRetryAttempts = Tries - 1,
        BackoffType = DelayBackoffType.Exponential,
        // No jitter: feeds are pulled one at a time, so there is nobody to keep out of step with.
        Delay = FirstDelay,
        MaxDelay = LongestDelay,
        ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is { } answer
            ? (answer.IsServersFault || answer.IsRateLimit) && !(answer.RetryAfter > LongestAsked)
            : IsTransient(args.Outcome.Exception)),
        // Null leaves the wait to the back-off.
        DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result?.RetryAfter),
        OnRetry = args =>
        {
            string reason = args.Outcome.Result is { } answer ? $"status {answer.Status}" : args.Outcome.Exception?.GetType().Name ?? "no answer";
            FeedLog.Retrying(logger, args.Context.Properties.GetValue(Host, ""), args.RetryDelay.TotalMilliseconds, args.AttemptNumber + 2, reason);
            return ValueTask.CompletedTask;
        },
    };

    private async Task<KlinesAnswer> TryAsync(Uri address, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(TryLimit, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Get, address);
            using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            ReadOnlyMemory<byte> body = await ReadAsync(address, response, either.Token);
            return new KlinesAnswer((int)response.StatusCode, body, RetryAfter(response), UsedWeight(response), Redirect(address, response));
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"nothing came within {TryLimit.TotalSeconds} s", late);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Uri address, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using MemoryStream body = new();
        byte[] buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > MostBytes)
            {
                throw new FeedException($"{address.Authority} answered with more than {MostBytes} bytes, which no page of klines has. Is the address right?");
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is not { } asked) return null;
        TimeSpan wait = asked.Delta ?? asked.Date.GetValueOrDefault() - clock.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    // x-mbx-used-weight-1m at one exchange, x-used-weight at others.
    private static int? UsedWeight(HttpResponseMessage response)
    {
        foreach ((string name, IEnumerable<string> values) in response.Headers)
        {
            bool ours = name.Contains("used-weight", StringComparison.OrdinalIgnoreCase);
            if (ours && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out int weight)) return weight;
        }

        return null;
    }

    private static string? Redirect(Uri address, HttpResponseMessage response) =>
        (int)response.StatusCode is >= 300 and < 400 ? response.Headers.Location is { } location ? new Uri(address, location).Authority : "nowhere" : null;
}
