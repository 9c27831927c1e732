using ServerlessTraining.Domain.Inference;

namespace ServerlessTraining.Domain.Tests.Inference;

/// <summary>Whatever comes after a bar, what was decided up to it stays: for every strategy, with the future multiplied by a million and later
/// forecasts turned round.</summary>
public sealed class NoFutureTests
{
    [Theory]
    [InlineData(1, 300, true)]
    [InlineData(2, 405, true)]
    [InlineData(3, 551, true)]
    [InlineData(4, 405, false)]
    [InlineData(5, 600, false)]
    public void Trace_PoisonedFuture_ChangesNothingUpToThen(ulong part, int lastTrue, bool returns)
    {
        Scene scene = Scene.Random(new SeededRandom(Property.Seed).Fork(part), returns);
        Scene poisoned = scene.PoisonedAfter(lastTrue);
        int differing = 0;
        foreach (InferenceStrategy strategy in StrategyGrid.Default.Strategies)
        {
            StrategyTrace before = scene.Trace(strategy);
            StrategyTrace after = poisoned.Trace(strategy);
            int known = before.Curve.Bars.Count(bar => bar <= lastTrue);
            int windows = scene.Predictions.Windows.Count(window => window.FirstBar <= lastTrue);

            Assert.Equal(before.Signals.Take(known), after.Signals.Take(known));
            Assert.Equal(before.Confidences.Take(known), after.Confidences.Take(known));
            Assert.Equal(before.Wanted.Take(known), after.Wanted.Take(known));
            Assert.Equal(before.Curve.Positions.Take(known), after.Curve.Positions.Take(known));
            Assert.Equal(before.Curve.Equity.Take(known), after.Curve.Equity.Take(known));
            Assert.Equal(before.Curve.Regimes.Take(known), after.Curve.Regimes.Take(known));
            for (int w = 0; w < windows; w++) Assert.Equal(before.Weights[w].Weights, after.Weights[w].Weights);
            differing += before.Wanted.SequenceEqual(after.Wanted) ? 0 : 1;
        }

        // The poison bites: it changes what comes later.
        Assert.True(differing > 60);
    }

    [Fact]
    public void Trace_MoreBarsBefore_DecidesTheSame()
    {
        Scene scene = Scene.Random(new SeededRandom(Property.Seed).Fork(6));
        const int Cut = 30;
        Scene shorter = scene with
        {
            Bars = scene.Bars.Slice(Cut, scene.Bars.Count - Cut),
            Regimes = new(Scene.RegimeNames, scene.Regimes.Span[Cut..].ToArray()),
            Predictions = Moved(scene.Predictions, -Cut),
        };
        foreach (InferenceStrategy strategy in StrategyGrid.Default.Strategies)
        {
            Assert.Equal(scene.Trace(strategy).Confidences, shorter.Trace(strategy).Confidences);
        }
    }

    private static PredictionSet Moved(PredictionSet set, int bars) => new(
        set.Horizon,
        [.. set.Windows.Select(window => window with { FirstBar = window.FirstBar + bars, TuneFirstBar = window.TuneFirstBar + bars })],
        set[PredictionMethod.Direct],
        set[PredictionMethod.Recursive],
        set[PredictionMethod.DirectMulti]);
}
