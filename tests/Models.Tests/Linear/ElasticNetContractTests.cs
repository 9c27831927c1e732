using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Tests.Linear;

public sealed class ElasticNetContractTests : ModelContract
{
    protected override ModelUnderTest Subject => BuiltInModels.Of("elasticnet");
}
