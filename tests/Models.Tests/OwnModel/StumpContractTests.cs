using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Tests.OwnModel;

/// <summary>One question sees one feature of two, and knows two answers: the bounds are those of that.</summary>
public sealed class StumpContractTests : ModelContract
{
    protected override ModelUnderTest Subject { get; } = new() { Trainer = new StumpTrainer(), LeastAuc = 0.7, LeastCorrelation = 0.55, LeastMarketAuc = 0.53 };
}
