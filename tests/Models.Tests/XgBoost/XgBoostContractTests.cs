using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.Tests.Contract;
using ServerlessTraining.Models.Tests.Trees;

namespace ServerlessTraining.Models.Tests.XgBoost;

public sealed class XgBoostContractTests : ModelContract
{
    protected override ModelUnderTest Subject { get; } = new()
    {
        Trainer = TreeLibraries.Trainers.Find("xgboost"),
        Options = HyperParameters.Parse("""{"n_estimators": 60}"""),
        TinyOptions = HyperParameters.Parse("""{"n_estimators": 2}"""),
    };
}
