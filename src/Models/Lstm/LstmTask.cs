using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.Lstm;

/// <summary>A training as its arithmetic sees it.</summary>
/// <param name="Shape">The network.</param>
/// <param name="Outputs">What it forecasts.</param>
/// <param name="Options">The hyper-parameters.</param>
/// <param name="Fit">What it learns from.</param>
/// <param name="Tune">What early stopping looks at.</param>
/// <param name="Seed">Of the request.</param>
/// <param name="Threads">Of the request.</param>
internal sealed record LstmTask(LstmShape Shape, LstmOutputs Outputs, Lstm2HeadOptions Options, LstmData Fit, LstmData? Tune, ulong Seed, int Threads)
{
    private const ulong InitialStream = 1;
    private const ulong OrderStream = 2;
    private const ulong DropoutStream = 3;

    public LstmLoss Loss { get; } = new(Outputs, Options.HuberDelta, Options.ReturnWeight);

    /// <summary>Rows of the largest batch.</summary>
    public int BatchRows => Math.Min(Options.BatchSize, Fit.Rows.Length);

    /// <param name="target">As long as the padded weights; the padding stays as it is.</param>
    public void FillInitialWeights(Span<float> target) => LstmInitialWeights.Fill(Shape, new SeededRandom(Seed).Fork(InitialStream), target);

    public SeededRandom OrderOf(int epoch) => new SeededRandom(Seed).Fork(OrderStream).Fork((ulong)epoch);

    /// <summary>The keys of the masks, one after the other; null where nothing is left out.</summary>
    public SeededRandom? DropoutKeys() => Options.Dropout > 0 ? new SeededRandom(Seed).Fork(DropoutStream) : null;
}
