using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Tests.XgBoost;

public sealed class XgBoostContractTests : ModelContract
{
    protected override ModelUnderTest Subject => BuiltInModels.Of("xgboost");
}
