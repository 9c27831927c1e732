using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Tests.Linear;

public sealed class RidgeContractTests : ModelContract
{
    protected override ModelUnderTest Subject => BuiltInModels.Of("ridge");
}
