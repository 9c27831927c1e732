using Microsoft.Extensions.Configuration;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Tests.Costs;

public sealed class FoldsAtATimeTests
{
    private static readonly FoldPumpOptions Own = new() { Concurrency = 4 };

    [Fact]
    public void From_Nothing_IsWhatTheProcessTakes() => Assert.Equal(new FoldsAtATime(4, 4), From(null, " ")(Own));

    [Fact]
    public void From_Settings_AreTaken() => Assert.Equal(new FoldsAtATime(40, 2), From("40", "2")(Own));

    [Fact]
    public void From_WrongOnes_TellsAll()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => From("0", "ten"));

        Assert.Equal(
            "The number of folds that are trained at a time is not known: FoldsAtATime__Cpu is '0'; a whole number from 1 to 10000 is needed, or nothing for what this process "
            + "trains at a time; FoldsAtATime__Gpu is 'ten'; a whole number from 1 to 10000 is needed, or nothing for what this process trains at a time.",
            error.Message);
    }

    private static Func<FoldPumpOptions, FoldsAtATime> From(string? cpu, string? gpu) => FoldsAtATime.From(
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(FoldsAtATime.CpuSetting, cpu), KeyValuePair.Create(FoldsAtATime.GpuSetting, gpu)]).Build());
}
