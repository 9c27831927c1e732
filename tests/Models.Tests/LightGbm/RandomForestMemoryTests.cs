using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Tests.LightGbm;

[Collection(Alone)]
public sealed class RandomForestMemoryTests : ModelMemoryContract
{
    protected override ModelUnderTest Subject => BuiltInModels.Of("random_forest");
}
