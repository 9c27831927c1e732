using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Tests.Linear;

[Collection(Alone)]
public sealed class LinearRegressionMemoryTests : ModelMemoryContract
{
    protected override ModelUnderTest Subject => BuiltInModels.Of("linear_regression");
}
