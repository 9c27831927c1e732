using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Tests.Lstm;

public sealed class Lstm2HeadContractTests : ModelContract
{
    protected override ModelUnderTest Subject => BuiltInModels.Of("lstm2head");
}
