using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Tests.Linear;

[Collection(Alone)]
public sealed class LassoMemoryTests : ModelMemoryContract
{
    protected override ModelUnderTest Subject => BuiltInModels.Of("lasso");
}
