using System.Net.Sockets;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Retries;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Retries;

public sealed class StorageRetryPolicyTests
{
    private static readonly StorageRetryOptions Quick = new() { Tries = 4, Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(2) };

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(599)]
    public async Task ProcessAsync_FailureThatMayPass_IsTriedAgain(int status)
    {
        ScriptedTransport transport = new(ScriptedTransport.Status(status), ScriptedTransport.Status(status), ScriptedTransport.Status(200));

        Assert.Equal(200, (await SendAsync(transport)).Status);
        Assert.Equal(3, transport.Tries);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(412)]
    [InlineData(501)]
    public async Task ProcessAsync_AnswerThatStays_IsTriedOnce(int status)
    {
        ScriptedTransport transport = new(ScriptedTransport.Status(status));

        Assert.Equal(status, (await SendAsync(transport)).Status);
        Assert.Equal(1, transport.Tries);
    }

    [Fact]
    public async Task ProcessAsync_NeverPasses_GivesTheLastAnswer()
    {
        ScriptedTransport transport = new(ScriptedTransport.Status(500), ScriptedTransport.Status(503));

        Assert.Equal(503, (await SendAsync(transport)).Status);
        Assert.Equal(Quick.Tries, transport.Tries);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task ProcessAsync_ConnectionGoneWhileItWasMade_FailsAsEveryOtherCutConnection(int tries)
    {
        ScriptedTransport transport = new(ScriptedTransport.Throws(new SocketException((int)SocketError.NotConnected)));

        RequestFailedException error = await Assert.ThrowsAsync<RequestFailedException>(() => SendAsync(transport, Quick with { Tries = tries }));

        Assert.Equal((0, tries), (error.Status, transport.Tries));
        Assert.IsType<SocketException>(error.InnerException);
    }

    [Fact]
    public async Task ProcessAsync_ConnectionCut_IsTriedAgain()
    {
        ScriptedTransport transport = new(
            ScriptedTransport.Throws(new IOException("cut")),
            ScriptedTransport.Throws(new RequestFailedException(0, "refused", new HttpRequestException("refused"))),
            ScriptedTransport.Status(200));

        Assert.Equal(200, (await SendAsync(transport)).Status);
        Assert.Equal(3, transport.Tries);
    }

    [Fact]
    public async Task ProcessAsync_TryTakesTooLong_IsTriedAgain()
    {
        ScriptedTransport transport = new(
            async message =>
            {
                await Task.Delay(Timeout.Infinite, message.CancellationToken);
                return message.Response;
            },
            ScriptedTransport.Status(200));

        Assert.Equal(200, (await SendAsync(transport, Quick with { TryTimeout = TimeSpan.FromMilliseconds(100) })).Status);
    }

    [Fact]
    public async Task ProcessAsync_CallerGivesUp_IsNotTriedAgain()
    {
        using CancellationTokenSource caller = new();
        ScriptedTransport transport = new(async message =>
        {
            await caller.CancelAsync();
            message.CancellationToken.ThrowIfCancellationRequested();
            return message.Response;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(transport, caller: caller.Token));
        Assert.Equal(1, transport.Tries);
    }

    [Fact]
    public async Task ProcessAsync_TotalTimeIsOver_GivesTheLastAnswer()
    {
        ManualTimeProvider clock = new(StoreSandbox.Start);
        ScriptedTransport transport = new(_ =>
        {
            clock.Advance(Quick.TotalTime);
            return ScriptedTransport.Status(503)(_);
        });

        Assert.Equal(503, (await SendAsync(transport, Quick, clock)).Status);
        Assert.Equal(1, transport.Tries);
    }

    [Fact]
    public async Task ProcessAsync_AskedToWaitBeyondTheTotalTime_GivesTheAnswer()
    {
        ScriptedTransport transport = new(ScriptedTransport.Status(429, ("Retry-After", "3600")));

        Assert.Equal(429, (await SendAsync(transport)).Status);
        Assert.Equal(1, transport.Tries);
    }

    [Fact]
    public void Process_Blocking_IsTriedAgainToo()
    {
        ScriptedTransport transport = new(ScriptedTransport.Status(503), ScriptedTransport.Status(200));
        HttpPipeline pipeline = Pipeline(transport, Quick, TimeProvider.System);
        using HttpMessage message = Message(pipeline);

        pipeline.Send(message, Cancel);

        Assert.Equal((200, 2), (message.Response.Status, transport.Tries));
    }

    [Theory]
    [InlineData("Retry-After", "7", 7000)]
    [InlineData("retry-after-ms", "70", 70)]
    [InlineData("x-ms-retry-after-ms", "700", 700)]
    [InlineData("Retry-After", "Sun, 01 Mar 2026 12:00:30 GMT", 30_000)]
    [InlineData("Retry-After", "Sun, 01 Mar 2026 11:00:00 GMT", 0)]
    public void RetryAfter_Header_IsTheWait(string name, string value, int milliseconds)
    {
        using FaultResponse response = new(503, "id", (name, value));

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), RetryAfter.Of(response, new ManualTimeProvider(StoreSandbox.Start)));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    public void RetryAfter_Unreadable_LeavesItToTheBackOff(string value)
    {
        using FaultResponse response = new(503, "id", ("Retry-After", value));

        Assert.Null(RetryAfter.Of(response, TimeProvider.System));
    }

    private static HttpPipeline Pipeline(HttpPipelineTransport transport, StorageRetryOptions options, TimeProvider clock)
    {
        ScriptedOptions client = new() { Transport = transport, RetryPolicy = new StorageRetryPolicy(options, clock) };
        client.Retry.NetworkTimeout = options.TryTimeout;
        return HttpPipelineBuilder.Build(client);
    }

    private static HttpMessage Message(HttpPipeline pipeline)
    {
        HttpMessage message = pipeline.CreateMessage();
        message.Request.Uri.Reset(new Uri("http://127.0.0.1/"));
        return message;
    }

    private static async Task<Response> SendAsync(
        ScriptedTransport transport, StorageRetryOptions? options = null, TimeProvider? clock = null, CancellationToken? caller = null)
    {
        HttpPipeline pipeline = Pipeline(transport, options ?? Quick, clock ?? TimeProvider.System);
        using HttpMessage message = Message(pipeline);
        await pipeline.SendAsync(message, caller ?? Cancel);
        return message.Response;
    }

    private sealed class ScriptedOptions : ClientOptions;
}
