using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Tests.Linear;

[Collection(Alone)]
public sealed class RidgeMemoryTests : ModelMemoryContract
{
    protected override ModelUnderTest Subject => BuiltInModels.Of("ridge");
}
