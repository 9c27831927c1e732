using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Tests.Linear;

public sealed class LassoContractTests : ModelContract
{
    protected override ModelUnderTest Subject => BuiltInModels.Of("lasso");
}
