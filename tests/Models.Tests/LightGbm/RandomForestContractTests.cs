using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Tests.LightGbm;

public sealed class RandomForestContractTests : ModelContract
{
    protected override ModelUnderTest Subject => BuiltInModels.Of("random_forest");
}
