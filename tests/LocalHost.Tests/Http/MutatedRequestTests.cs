using System.Globalization;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Functions;
using ServerlessTraining.Testing;

namespace ServerlessTraining.LocalHost.Tests.Http;

/// <summary>ST_SEED and ST_REQUESTS choose another seed and number.</summary>
public sealed class MutatedRequestTests(AzuriteFixture azurite, ITestOutputHelper output) : IClassFixture<AzuriteFixture>
{
    private const int Seed = 20261121;

    private static readonly string[] Secrets = [TestHost.Key, "code=", "sig=", "AccountKey="];

    [Fact]
    public Task Send_500MutatedRequests_NoneBreaksAnythingAndEachRefusalSaysWhy() => RunAsync(Number("ST_REQUESTS", 500));

    [Fact]
    [Trait("Category", "chaos")]
    public Task Send_5000MutatedRequests_NoneBreaksAnythingAndEachRefusalSaysWhy() => RunAsync(Number("ST_REQUESTS", 5_000));

    private async Task RunAsync(int count)
    {
        int seed = Number("ST_SEED", Seed);
        FakeHub hub = new(new OrchestrationMetadata("Plan", "a"), new OrchestrationMetadata("Plan", "b"), new OrchestrationMetadata("Plan", "c"));
        await using TestHost host = await TestHost.StartAsync(
            [.. typeof(FunctionsApp).Assembly.GetExportedTypes(), typeof(ShopApp)],
            (builder, configuration) => FunctionsApp.Compose(builder, configuration), hub, azurite: azurite.Server.Ports);
        RequestMutator mutator = new(new Random(seed), host.Url);
        SortedDictionary<int, int> answers = [];
        int unsendable = 0, byServer = 0;
        for (int i = 0; i < count; i++)
        {
            (HttpRequestMessage request, string description) = mutator.Next();
            using (request)
            {
                string what = $"seed {seed}, request {i}: {description}";
                if (await SendAsync(host, request) is not { } answer)
                {
                    unsendable++;
                    continue;
                }

                answers[answer.Status] = answers.GetValueOrDefault(answer.Status) + 1;
                byServer += Check(answer, request.Method, what) ? 0 : 1;
            }
        }

        string statuses = string.Join(", ", answers.Select(a => $"{a.Value} x {a.Key}"));
        output.WriteLine($"seed {seed}: {count} requests; {statuses}; {byServer} refused by the HTTP server itself, {unsendable} not sendable");
        Assert.True(unsendable < count / 10, $"{unsendable} of {count} could not be sent");
        Assert.Equal(200, (await host.GetAsync("api/same")).Status);
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, host.Logs.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(host.Logs.Text.Split('\n'), line => line.StartsWith("Error ", StringComparison.Ordinal) || line.StartsWith("Critical ", StringComparison.Ordinal));
    }

    /// <summary>Null where the client itself refuses to send, or the server closed the connection on it before the body was through.</summary>
    private static async Task<TestHost.Answer?> SendAsync(TestHost host, HttpRequestMessage request)
    {
        try
        {
            using HttpResponseMessage response = await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
            return await TestHost.Answer.ReadAsync(response);
        }
        catch (Exception error) when (error is HttpRequestException or NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <returns>Whether the answer is the host's; what is no HTTP to Kestrel never reaches it, and is answered with a bare 4xx.</returns>
    private static bool Check(TestHost.Answer answer, HttpMethod verb, string what)
    {
        Assert.True(answer.Status < 500, $"{answer.Status} {answer.Body}\n{what}");
        Assert.All(Secrets, secret => Assert.False(answer.Body.Contains(secret, StringComparison.Ordinal), $"{secret} in {answer.Body}\n{what}"));
        bool fromHost = answer.Headers.ContainsKey("X-Content-Type-Options");
        if (!fromHost)
        {
            Assert.True(answer.Status is 400 or 414 or 431 && answer.Body.Length == 0, $"{answer.Status} without the host's headers\n{what}");
            return false;
        }

        if (answer.Status >= 400 && verb != HttpMethod.Head)
        {
            Assert.True(answer.IsProblem, $"{answer.Status} {answer.Type} {answer.Body}\n{what}");
            Assert.False(string.IsNullOrWhiteSpace(answer.Detail), what);
        }

        return true;
    }

    private static int Number(string name, int absent) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : absent;
}
