using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Tests.OwnModel;

[Collection(Alone)]
public sealed class StumpMemoryTests : ModelMemoryContract
{
    protected override ModelUnderTest Subject { get; } = new() { Trainer = new StumpTrainer() };
}
