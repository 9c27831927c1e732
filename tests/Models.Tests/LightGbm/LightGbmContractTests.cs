using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Tests.LightGbm;

public sealed class LightGbmContractTests : ModelContract
{
    protected override ModelUnderTest Subject => BuiltInModels.Of("lightgbm");
}
