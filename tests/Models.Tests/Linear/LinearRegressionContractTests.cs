using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Tests.Linear;

public sealed class LinearRegressionContractTests : ModelContract
{
    protected override ModelUnderTest Subject => BuiltInModels.Of("linear_regression");
}
