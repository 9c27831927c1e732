using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Tests.LightGbm;

[Collection(Alone)]
public sealed class LightGbmMemoryTests : ModelMemoryContract
{
    protected override ModelUnderTest Subject => BuiltInModels.Of("lightgbm");
}
