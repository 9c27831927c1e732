using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Infra.Bicep;
using ServerlessTraining.Infra.Checks;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Telemetry;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Testing;
using ServerlessTraining.Trainer.Networks;

namespace ServerlessTraining.Infra;

/// <summary>What infra/ sets is read, and what is read is set or left at its default for a reason: held by composing the programs on those settings.</summary>
public sealed partial class SettingTests
{
    /// <summary>Read by the Functions host and its extensions, not by our code.</summary>
    private static readonly string[] OfTheHost =
    [
        "AzureWebJobsStorage__credential", "DataStorage__credential",
        // host.json's %TASKHUB_NAME%, and what stands in its place when a scheduler keeps the history.
        "TASKHUB_NAME", "AzureFunctionsJobHost__extensions__durableTask__storageProvider__type",
        "AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName", "DURABLE_TASK_SCHEDULER_CONNECTION_STRING",
    ];

    /// <summary>Read by our code, and not set in Azure.</summary>
    private static readonly string[] LeftAtDefault =
    [
        // A connection string would have a key.
        "AzureWebJobsStorage", "DataStorage",
        // Their defaults are made for Azure.
        "AzureWebJobsStorage__probeTimeout", "DataStorage__probeTimeout", "StorageRetry__tries", "StorageRetry__delay", "StorageRetry__maxDelay", "StorageRetry__tryTimeout",
        "StorageRetry__totalTime",
        // The copies beside the programs hold, or nothing is fed.
        "PipelineConfig", "FeedsFile", "GatesFile", "PricesFile", "TargetsFile",
        // Keys of whoever runs it; nothing is signed without.
        "Presets__SigningKey", "Presets__TrustedKeys", "Presets__RequireSignature",
        // Telemetry goes to Azure Monitor, under the programs' own names.
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_SERVICE_NAME",
        // A GPU where there is one, in fp32.
        "Trainer__Device", "Trainer__Precision",
    ];

    /// <summary>In docs/guides/settings.md, and of a laptop or of a build alone.</summary>
    private static readonly string[] OfALaptop =
    [
        "ST_PORT", "ST_AZURITE_PORTS", "ST_DATA", "ST_URL", "ST_KEY", "ST_CACHE", "ST_LIGHTGBM", "ST_XGBOOST", "ST_BLAS", "AzureRuntime",
        // Not known by Flex Consumption, which has UTC; the others switch functions off by hand.
        "WEBSITE_TIME_ZONE", "AzureWebJobs.NAME.Disabled", "AzureWebJobs__NAME__Disabled",
    ];

    private static readonly IReadOnlyDictionary<string, string> Functions = AppSettings.OfFunctions(InfraFiles.Real);
    private static readonly IReadOnlyDictionary<string, string> Trainer = AppSettings.OfTrainer(InfraFiles.Real);

    [Fact]
    public void Functions_EverySettingThatIsSet_IsRead() => Assert.Equal(OfTheHost.Order(), Functions.Keys.Except(FunctionsRead(Functions)).Order());

    [Fact]
    public void Functions_EverySettingThatIsRead_IsSetOrLeft() => Assert.Empty(FunctionsRead(Functions).Except(Functions.Keys).Except(LeftAtDefault));

    [Fact]
    public void Trainer_EverySettingThatIsSet_IsRead() => Assert.Empty(Trainer.Keys.Except(TrainerRead(Trainer)));

    [Fact]
    public void Trainer_EverySettingThatIsRead_IsSetOrLeft() => Assert.Empty(TrainerRead(Trainer).Except(Trainer.Keys).Except(LeftAtDefault));

    /// <summary>It is not to reach the task hub, whatever it may do to the data.</summary>
    [Fact]
    public void Trainer_KnowsTheDataAccountAlone() => Assert.Null(StorageAccountOptions.From(WatchedSettings.Over(Trainer).Configuration).Host);

    /// <summary>What the jobs really train at a time, which the app cannot see.</summary>
    [Theory]
    [InlineData("app/cpu-job.bicep", "foldsOfCpuJob")]
    [InlineData("app/gpu-job.bicep", "foldsOfGpuJob")]
    public void FoldsAtATime_AreReckonedWithTheFoldsOfTheJob(string job, string reckoned)
    {
        BicepFile file = InfraFiles.Real[job];
        BicepNode folds = ((BicepObject)Infrastructure.At(file.Find("module", "job")!.Body, "params")).Find("folds")!;
        BicepLiteral used = Assert.IsType<BicepLiteral>(InfraFiles.Real["app/functions.bicep"].Find("var", reckoned)!.Value);

        Assert.Equal(used.Value, ((BicepLiteral)Assert.Single(new BicepScope(file).Values(folds))).Value);
    }

    [Fact]
    public void Functions_SignInWithTheirIdentityEverywhere()
    {
        (IConfiguration configuration, _) = WatchedSettings.Over(Functions);
        StorageAccountOptions storage = StorageAccountOptions.From(configuration);
        TelemetryOptions telemetry = TelemetryOptions.From(configuration);

        Assert.Equal(AppSettings.ClientId, storage.Host!.ClientId);
        Assert.Equal(AppSettings.ClientId, storage.Data.ClientId);
        Assert.Null(storage.Host.ConnectionString);
        Assert.Null(storage.Data.ConnectionString);
        Assert.Equal((AppSettings.ConnectionString, true, AppSettings.ClientId), (telemetry.Monitor, telemetry.ByIdentity, telemetry.ClientId));
    }

    [Fact]
    public void Trainer_SignsInWithItsIdentityEverywhere()
    {
        (IConfiguration configuration, _) = WatchedSettings.Over(Trainer);
        TelemetryOptions telemetry = TelemetryOptions.From(configuration);

        Assert.Equal(AppSettings.ClientId, StorageAccountOptions.From(configuration).Data.ClientId);
        Assert.Equal((AppSettings.ConnectionString, true, AppSettings.ClientId), (telemetry.Monitor, telemetry.ByIdentity, telemetry.ClientId));
    }

    [Theory]
    [InlineData("blobServiceUri")]
    [InlineData("queueServiceUri")]
    [InlineData("tableServiceUri")]
    public void Functions_WithoutAnAddress_DoNotStart(string address)
    {
        foreach (string account in (string[])["AzureWebJobsStorage", FoldQueues.Connection])
        {
            string name = $"{account}__{address}";
            InfraFiles wrong = InfraFiles.Real.With("app/functions.bicep", $"'{name}'", "'Other'");

            StorageConfigurationException error = Assert.Throws<StorageConfigurationException>(() => FunctionsRead(AppSettings.OfFunctions(wrong)));
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Functions_ASettingThatNobodyReads_IsFound()
    {
        IReadOnlyDictionary<string, string> wrong =
            AppSettings.OfFunctions(InfraFiles.Real.With("app/functions.bicep", "'AzureWebJobsStorage__clientId'", "'AzureWebJobsStorage__client_id'"));

        Assert.Contains("AzureWebJobsStorage__client_id", wrong.Keys.Except(FunctionsRead(wrong)).Except(OfTheHost));
        Assert.Contains("AzureWebJobsStorage__clientId", FunctionsRead(wrong).Except(wrong.Keys).Except(LeftAtDefault));
    }

    /// <summary>A setting that is documented is one that somebody decided on for Azure as well.</summary>
    [Fact]
    public void Settings_OfTheGuide_AreDecidedOn()
    {
        string[] documented = [.. File.ReadLines(Repository.PathOf("docs", "guides", "settings.md"))
            .TakeWhile(line => !line.StartsWith("# Settings of the training pipeline", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Quoted().Matches(line.Split('|')[1]).Select(match => match.Groups["name"].Value))];

        Assert.NotEmpty(documented);
        Assert.Empty(documented.Except(Functions.Keys).Except(LeftAtDefault).Except(OfALaptop));
    }

    [Fact]
    public void Settings_OfTheAzureGuide_AreThoseOfTheFiles()
    {
        string[] named = [.. File.ReadLines(Repository.PathOf("docs", "guides", "azure.md"))
            .SkipWhile(line => line != "## Settings of the programs")
            .TakeWhile(line => line != "## What costs what")
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(row => Quoted().Matches(row.Split('|')[1]).Select(match => match.Groups["name"].Value))];

        Assert.Equal(Functions.Keys.Concat(Trainer.Keys).Distinct().Order(), named.Order());
    }

    private static string[] FunctionsRead(IReadOnlyDictionary<string, string> settings)
    {
        (IConfiguration configuration, WatchedSettings watch) = WatchedSettings.Over(settings);
        new ServiceCollection().AddServerlessTraining(configuration).AddTelemetry(configuration, "test");
        return [.. watch.Asked];
    }

    private static string[] TrainerRead(IReadOnlyDictionary<string, string> settings)
    {
        (IConfiguration configuration, WatchedSettings watch) = WatchedSettings.Over(settings);
        new ServiceCollection().AddFoldTraining(configuration).AddTelemetry(configuration, "test");
        _ = NetworkOptions.From(configuration);
        return [.. watch.Asked];
    }

    [GeneratedRegex("`(?<name>[A-Za-z_.]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();
}
