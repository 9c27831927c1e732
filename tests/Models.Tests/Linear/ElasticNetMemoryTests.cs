using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Tests.Linear;

[Collection(Alone)]
public sealed class ElasticNetMemoryTests : ModelMemoryContract
{
    protected override ModelUnderTest Subject => BuiltInModels.Of("elasticnet");
}
