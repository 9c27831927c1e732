using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Pipeline;

public sealed class PipelineFileTests : IDisposable
{
    private const string InClone = "clone/configs/training_pipeline/default_config.yaml";
    private const string BesideApp = "app/configs/training_pipeline/default_config.yaml";
    private readonly ScratchFolder folder = new();

    private string Clone => Path.Combine(folder.Path, "clone");

    private string App => Path.Combine(folder.Path, "app");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Load_FileNamed_IsReadRelativeToTheClone()
    {
        folder.Write(InClone, Days(2));
        folder.Write("clone/mine.yaml", Days(3));

        Assert.Equal(3, PipelineFile.Load("mine.yaml", Clone, App).CompressAfterDays);
    }

    [Fact]
    public void Load_NothingNamed_TakesTheClonesBeforeTheApps()
    {
        folder.Write(BesideApp, Days(4));
        Assert.Equal(4, PipelineFile.Load(null, Clone, App).CompressAfterDays);
        Assert.Equal(4, PipelineFile.Load(" ", null, App).CompressAfterDays);

        folder.Write(InClone, Days(2));
        Assert.Equal(2, PipelineFile.Load(null, Clone, App).CompressAfterDays);
    }

    [Fact]
    public void Load_NothingThere_IsTheDefaults() => Assert.Equal(7, PipelineFile.Load(null, Clone, App).CompressAfterDays);

    [Fact]
    public void Load_NamedFileMissing_NamesItAndTheSetting()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => PipelineFile.Load("nowhere.yaml", null, App));

        Assert.StartsWith($"The settings of the pipeline cannot be read from '{Path.Combine(App, "nowhere.yaml")}': ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Set PipelineConfig to a file that can be read, or to nothing for the default settings.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WrongFile_BeginsWithItsPath()
    {
        folder.Write(InClone, Days(0));

        DocumentException error = Assert.Throws<DocumentException>(() => PipelineFile.Load(null, Clone, App));

        Assert.StartsWith($"{Path.Combine(folder.Path, InClone)} has 1 error:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddServerlessTraining_FileNamed_IsWhatEveryoneGets()
    {
        folder.Write("mine.yaml", Days(3));
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            ["PipelineConfig"] = Path.Combine(folder.Path, "mine.yaml"),
        }).Build();
        using ServiceProvider services = new ServiceCollection().AddServerlessTraining(configuration).BuildServiceProvider();

        Assert.Equal(3, services.GetRequiredService<PipelineOptions>().CompressAfterDays);
    }

    /// <summary>What is published is the build's output.</summary>
    [Fact]
    public void Build_OfTheApp_HasTheFileBesideIt()
    {
        string[] path = ["configs", "training_pipeline", "default_config.yaml"];

        Assert.Equal(File.ReadAllText(Repository.PathOf(path)), File.ReadAllText(Path.Combine([AppContext.BaseDirectory, .. path])));
    }

    private static string Days(int days) => FormattableString.Invariant($"storage: {{compress_after_days: {days}}}");
}
