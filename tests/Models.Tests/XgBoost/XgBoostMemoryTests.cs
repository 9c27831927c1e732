using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Tests.XgBoost;

[Collection(Alone)]
public sealed class XgBoostMemoryTests : ModelMemoryContract
{
    protected override ModelUnderTest Subject => BuiltInModels.Of("xgboost");
}
