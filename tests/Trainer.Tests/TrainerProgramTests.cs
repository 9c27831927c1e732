using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Trainer.Tests;

public sealed class TrainerProgramTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_Check_ListsEveryDependency()
    {
        (int code, string output, _) = await RunAsync(azurite.Server.ConnectionString, "--check");

        Assert.Equal(0, code);
        Assert.EndsWith("healthy", output.Trim(), StringComparison.Ordinal);
        Assert.Contains("lightgbm", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NoStorage_SaysWhatToSet()
    {
        (int code, _, string errors) = await RunAsync(connection: null, "--drain");

        Assert.Equal(1, code);
        Assert.Contains("is not set", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown argument '--serve'", "--serve")]
    [InlineData("--queues is 'tpu'; cpu, gpu or cpu,gpu is needed", "--queues", "tpu")]
    [InlineData("--queues is ''", "--queues")]
    [InlineData("--check and --drain do not go together", "--check", "--drain")]
    public async Task Run_WrongUsage_Is2AndSaysWhatIsAllowed(string expected, params string[] arguments)
    {
        (int code, _, string errors) = await RunAsync(connection: null, arguments);

        Assert.Equal(2, code);
        Assert.Contains(expected, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Help_Is0AndShowsEveryOption()
    {
        (int code, string output, _) = await RunAsync(connection: null, "--help");

        Assert.Equal(0, code);
        Assert.All(["--queues", "--drain", "--with-owner", "--check"], option => Assert.Contains(option, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_Drain_TrainsWhatIsThereAndEnds()
    {
        await using ServiceProvider sender = new ServiceCollection().AddLogging().AddFoldTraining(Configuration(azurite.Server.ConnectionString)).BuildServiceProvider();
        await sender.GetRequiredService<Storage.Schema.StorageSchema>().EnsureAsync(Token);
        FoldTaskStore tasks = sender.GetRequiredService<FoldTaskStore>();
        FoldTaskMessage[] messages = [.. Enumerable.Range(1, 3).Select(number => new FoldTaskMessage(new string((char)('0' + number), 64), "waiting", number))];
        foreach (FoldTaskMessage message in messages)
        {
            FoldWork work = new("{}", "data", "{}", "plan", message.Number, 1, BuildInfo.Version);
            await tasks.PlanAsync(message.Key, System.Text.Json.JsonSerializer.Serialize(work, ApiJson.Options), Token);
            await sender.GetRequiredService<FoldMessenger>().SendTaskAsync(FoldDevice.Cpu, message, Token);
        }

        (int code, string output, _) = await RunAsync(azurite.Server.ConnectionString, "--drain");

        Assert.Equal(0, code);
        Assert.Contains("taking tasks from fold-tasks-gpu, fold-tasks-cpu until they are empty", output, StringComparison.Ordinal);
        foreach (FoldTaskMessage message in messages) Assert.Equal(FoldTaskState.Done, (await tasks.FindAsync(message.Key, Token))!.State);
    }

    [Fact]
    public async Task Run_WithACollector_TheFoldBelongsToTheTraceOfItsMessage()
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        const string Sender = "b7ad6b7169203331";
        await using OtlpCollector collector = await OtlpCollector.StartAsync();
        await using ServiceProvider sender = new ServiceCollection().AddLogging().AddFoldTraining(Configuration(azurite.Server.ConnectionString)).BuildServiceProvider();
        await sender.GetRequiredService<Storage.Schema.StorageSchema>().EnsureAsync(Token);
        FoldTaskMessage message = new(new string('e', 64), "waiting", 1) { Trace = $"00-{Trace}-{Sender}-01" };
        FoldWork work = new("{}", "data", "{}", "plan", message.Number, 1, BuildInfo.Version);
        await sender.GetRequiredService<FoldTaskStore>().PlanAsync(message.Key, System.Text.Json.JsonSerializer.Serialize(work, ApiJson.Options), Token);
        await sender.GetRequiredService<FoldMessenger>().SendTaskAsync(FoldDevice.Cpu, message, Token);
        using ScratchFolder folder = new();
        folder.Write("prices.yaml", "prices: {currency: USD, vcpu_second: 1, gib_second: 1, transactions_10000: 1}");
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("DataStorage", azurite.Server.ConnectionString), new("PricesFile", Path.Combine(folder.Path, "prices.yaml"))]).AddInMemoryCollection(collector.Settings).Build();

        int code = await TrainerProgram.RunAsync(
            ["--drain"], configuration, TextWriter.Null, TextWriter.Null, services => services.AddSingleton<IFoldTrainer, NoTraining>(), Token);

        Assert.Equal(0, code);
        Assert.Contains(new OtlpCollector.Span(Trace, Sender, "fold"), collector.Spans);
        string metrics = string.Concat(collector.Requests.Where(request => request.Path == "/v1/metrics").Select(request => request.Text));
        Assert.All(
            (string[])["serverless_training.folds", "serverless_training.fold.duration", "serverless_training.compute.seconds", "serverless_training.cost", "USD"],
            word => Assert.Contains(word, metrics, StringComparison.Ordinal));
    }

    /// <summary>Whoever publishes the trainer publishes its prices with it.</summary>
    [Fact]
    public void Prices_AreBesideTheProgram() => Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "configs", "prices.yaml")));

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string? connection, params string[] arguments)
    {
        await using StringWriter output = new(CultureInfo.InvariantCulture);
        await using StringWriter errors = new(CultureInfo.InvariantCulture);
        int code = await TrainerProgram.RunAsync(
            arguments, Configuration(connection), output, errors, services => services.AddSingleton<IFoldTrainer, NoTraining>(), Token);
        return (code, output.ToString(), errors.ToString());
    }

    private static IConfiguration Configuration(string? connection) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("DataStorage", connection)]).Build();

    private sealed class NoTraining : IFoldTrainer
    {
        public Task<FoldOutcome> TrainAsync(FoldWork work, FoldAttempt attempt, IProgress<double> progress, CancellationToken cancellation) =>
            Task.FromResult(new FoldOutcome(new Dictionary<string, double?>(), new Dictionary<string, string>(), 0, "cpu", []));
    }
}
