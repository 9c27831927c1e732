using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.Tests.Contract;

namespace ServerlessTraining.Models.Torch.Tests;

[Collection(Alone)]
public sealed class TorchLstm2HeadMemoryTests : ModelMemoryContract
{
    protected override ModelUnderTest Subject { get; } = new()
    {
        Trainer = TorchProblem.Torch,
        TinyOptions = HyperParameters.Parse("""{"hidden": 16, "sequence_length": 2, "epochs": 1}"""),
    };
}
