using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Models;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Testing;
using ServerlessTraining.Trainer.Networks;

namespace ServerlessTraining.Trainer.Tests.Networks;

public sealed class NetworkServicesTests
{
    [Fact]
    public void AddNetworks_WithAGpu_IsWhatTheProductTrainsWith()
    {
        FakeGpu gpu = new(GpuProbe.Of("NVIDIA A100"));
        using ServiceProvider provider = Compose(gpu, ("Trainer:Precision", "bf16"));

        Assert.Equal("NVIDIA A100", provider.GetRequiredService<FoldTrainerOptions>().Device);
        Assert.IsType<FakeGpu.NetworkTrainer>(provider.GetRequiredService<ModelTypes>().Find("lstm2head"));
        Assert.Equal((1, NetworkPrecision.Bf16), (gpu.Probes, Assert.Single(gpu.Made)));
    }

    [Fact]
    public void AddNetworks_WithoutAGpu_NamesTheProcessor()
    {
        using ServiceProvider provider = Compose(gpu: null);

        Assert.Equal("cpu", provider.GetRequiredService<FoldTrainerOptions>().Device);
    }

    [Fact]
    public void Say_Fallback_IsAWarningOnceAndThenWhatIsUsed()
    {
        RecordingLogger log = new();

        NetworkLog.Say(log, NetworkChoice.Make(new NetworkOptions(), new FakeGpu(GpuProbe.None("it is away"))));

        Assert.Equal([(4170, LogLevel.Warning), (4171, LogLevel.Information)], log.Lines.Select(line => (line.Event, line.Level)));
        Assert.StartsWith("No GPU can be used: it is away.", log.Lines[0].Text, StringComparison.Ordinal);
        Assert.Equal("Networks are trained on cpu, in Fp32", log.Lines[1].Text);
    }

    private static ServiceProvider Compose(FakeGpu? gpu, params (string Name, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("DataStorage", "UseDevelopmentStorage=true")])
            .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value)))
            .Build();
        IServiceCollection services = new ServiceCollection().AddLogging().AddNetworks(configuration).AddFoldTraining(configuration);
        if (gpu is not null) services.AddSingleton<IGpu>(gpu);
        return services.BuildServiceProvider();
    }
}
