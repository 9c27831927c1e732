using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Tests.Training;

public sealed class FoldTrainerOptionsTests
{
    [Fact]
    public void Validate_Defaults_AreUsable() => new FoldTrainerOptions().Validate();

    [Fact]
    public void Validate_SeveralWrong_TellsAll() => Assert.Equal(
        "The fold trainer's options cannot be used: the threads are 0; 1 to 256 are allowed; the device is ' '; cpu or the name of a GPU is needed.",
        Assert.Throws<ServerlessTrainingException>(() => new FoldTrainerOptions { Threads = 0, Device = " " }.Validate()).Message);
}
