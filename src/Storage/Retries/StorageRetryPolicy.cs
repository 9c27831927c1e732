using System.Net.Sockets;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.Retry;
using ServerlessTraining.Storage.Configuration;

namespace ServerlessTraining.Storage.Retries;

/// <summary>The one place where calls to storage are tried again: the retry policy of every client's pipeline, in place of Azure's own, so that two layers never
/// multiply their tries.</summary>
public sealed class StorageRetryPolicy : HttpPipelinePolicy
{
    private static readonly ResiliencePropertyKey<StorageTry> Key = new(nameof(StorageTry));
    private readonly ResiliencePipeline<Response> retries;
    private readonly StorageRetryOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger logger;

    public StorageRetryPolicy(StorageRetryOptions options, TimeProvider clock, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        if (options.Errors() is { Count: > 0 } errors) throw new StorageConfigurationException(errors);
        this.options = options;
        this.clock = clock;
        this.logger = logger ?? NullLogger.Instance;
        ResiliencePipelineBuilder<Response> builder = new() { TimeProvider = clock };
        retries = options.Tries == 1 ? ResiliencePipeline<Response>.Empty : builder.AddRetry(Strategy()).Build();
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ArgumentNullException.ThrowIfNull(message);
        ResilienceContext context = ContextOf(message, pipeline);
        try
        {
            await retries.ExecuteAsync(
                static async call =>
                {
                    StorageTry current = call.Properties.GetValue(Key, null!);
                    try
                    {
                        await ProcessNextAsync(current.Message, current.Pipeline);
                    }
                    catch (SocketException cut)
                    {
                        throw NoAnswer(cut);
                    }

                    return current.Message.Response;
                },
                context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ArgumentNullException.ThrowIfNull(message);
        ResilienceContext context = ContextOf(message, pipeline);
        try
        {
            retries.Execute(
                static call =>
                {
                    StorageTry current = call.Properties.GetValue(Key, null!);
                    try
                    {
                        ProcessNext(current.Message, current.Pipeline);
                    }
                    catch (SocketException cut)
                    {
                        throw NoAnswer(cut);
                    }

                    return current.Message.Response;
                },
                context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>HttpClient lets it through bare where the other end closes a connection in the moment in which it is made. Whoever calls expects one kind of failure, so it becomes
    /// what the transport makes of all others.</summary>
    private static RequestFailedException NoAnswer(SocketException cut) => new(cut.Message, cut);

    private ResilienceContext ContextOf(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(message.CancellationToken);
        context.Properties.Set(Key, new StorageTry(message, pipeline, clock.GetTimestamp()));
        return context;
    }

    private RetryStrategyOptions<Response> Strategy() => new()
    {
        MaxRetryAttempts = options.Tries - 1,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.Delay,
        MaxDelay = options.MaxDelay,
        ShouldHandle = args => ValueTask.FromResult(ShouldTryAgain(args.Outcome, args.Context)),
        // Null leaves the wait to the back-off.
        DelayGenerator = args => ValueTask.FromResult(RetryAfter.Of(args.Outcome.Result, clock)),
        OnRetry = args =>
        {
            BeforeNextTry(args);
            return ValueTask.CompletedTask;
        },
    };

    /// <summary>A wait that the service asked for and that ends after the total time is not begun: the last answer is the answer.</summary>
    private bool ShouldTryAgain(Outcome<Response> outcome, ResilienceContext context)
    {
        StorageTry current = context.Properties.GetValue(Key, null!);
        if (!Transient.Is(outcome, current.Message.CancellationToken)) return false;
        TimeSpan wait = RetryAfter.Of(outcome.Result, clock) ?? TimeSpan.Zero;
        return clock.GetElapsedTime(current.Started) + wait < options.TotalTime;
    }

    private void BeforeNextTry(OnRetryArguments<Response> args)
    {
        HttpMessage message = args.Context.Properties.GetValue(Key, null!).Message;
        WriteCall.MarkRetried(message);
        string reason = args.Outcome.Result is { } answer ? $"status {answer.Status}" : args.Outcome.Exception?.GetType().Name ?? "no answer";
        // Method and host only: paths carry names, queries can carry a signature.
        RetryLog.Retrying(logger, message.Request.Method.Method, message.Request.Uri.Host ?? "", reason, args.AttemptNumber + 2, options.Tries, args.RetryDelay.TotalMilliseconds);
        // Gives the connection back.
        args.Outcome.Result?.ContentStream?.Dispose();
    }
}
