using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Tests.XgBoost;

public sealed class GradientBoostingContractTests : ModelContract
{
    protected override ModelUnderTest Subject => BuiltInModels.Of("gradient_boosting");
}
