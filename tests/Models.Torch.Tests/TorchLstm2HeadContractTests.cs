using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Torch.Tests;

/// <summary>The bounds and the options of the trainer on the processor.</summary>
public sealed class TorchLstm2HeadContractTests : ModelContract
{
    protected override ModelUnderTest Subject { get; } = new()
    {
        Trainer = TorchProblem.Torch,
        Options = HyperParameters.Parse("""{"hidden": 16, "sequence_length": 4, "batch_size": 64, "epochs": 12, "learning_rate": 0.01, "dropout": 0}"""),
        TinyOptions = HyperParameters.Parse("""{"hidden": 16, "sequence_length": 2, "epochs": 2}"""),
        SeedMatters = true,
    };
}
