using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Tests.Lstm;

[Collection(Alone)]
public sealed class Lstm2HeadMemoryTests : ModelMemoryContract
{
    protected override ModelUnderTest Subject => BuiltInModels.Of("lstm2head");
}
