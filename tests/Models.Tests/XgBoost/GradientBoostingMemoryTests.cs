using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Tests.XgBoost;

[Collection(Alone)]
public sealed class GradientBoostingMemoryTests : ModelMemoryContract
{
    protected override ModelUnderTest Subject => BuiltInModels.Of("gradient_boosting");
}
