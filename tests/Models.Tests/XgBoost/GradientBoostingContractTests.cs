using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.Tests.Contract;
using ServerlessTraining.Models.Tests.Trees;

namespace ServerlessTraining.Models.Tests.XgBoost;

public sealed class GradientBoostingContractTests : ModelContract
{
    protected override ModelUnderTest Subject { get; } = new()
    {
        Trainer = TreeLibraries.Trainers.Find("gradient_boosting"),
        Options = HyperParameters.Parse("""{"n_estimators": 60}"""),
        TinyOptions = HyperParameters.Parse("""{"n_estimators": 2}"""),
    };
}
