using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.Tests.Contract;
using ServerlessTraining.Models.Tests.Trees;

namespace ServerlessTraining.Models.Tests.LightGbm;

public sealed class RandomForestContractTests : ModelContract
{
    protected override ModelUnderTest Subject { get; } = new()
    {
        Trainer = TreeLibraries.Trainers.Find("random_forest"),
        Options = HyperParameters.Parse("""{"num_iterations": 60}"""),
        TinyOptions = HyperParameters.Parse("""{"num_iterations": 2}"""),
        SeedMatters = true,
    };
}
