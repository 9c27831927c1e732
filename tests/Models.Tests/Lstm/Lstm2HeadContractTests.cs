using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.Lstm;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Tests.Lstm;

public sealed class Lstm2HeadContractTests : ModelContract
{
    protected override ModelUnderTest Subject { get; } = new()
    {
        Trainer = new Lstm2HeadTrainer(new NativeLibraryOptions()),
        Options = HyperParameters.Parse("""{"hidden": 16, "sequence_length": 4, "batch_size": 64, "epochs": 12, "learning_rate": 0.01, "dropout": 0}"""),
        TinyOptions = HyperParameters.Parse("""{"hidden": 16, "sequence_length": 2, "epochs": 2}"""),
        SeedMatters = true,
    };
}
