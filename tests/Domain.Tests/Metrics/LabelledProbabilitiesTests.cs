using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

public sealed class LabelledProbabilitiesTests
{
    [Fact]
    public void RocAuc_AnyScores_IsTheShareOfOrderedPairs() => Property.Holds(random =>
    {
        (double[] labels, double[] scores) = Labelled(random);
        var pairs =
            from positive in Enumerable.Range(0, labels.Length)
            from negative in Enumerable.Range(0, labels.Length)
            where labels[positive] == 1 && labels[negative] == 0
            select scores[positive] > scores[negative] ? 1 : scores[positive] < scores[negative] ? 0 : 0.5;

        Expect.Near(pairs.Average(), LabelledProbabilities.RocAuc(labels, scores), 1e-14);
    });

    [Fact]
    public void RocAuc_MonotoneMapOrOppositeScores_StaysOrIsTheComplement() => Property.Holds(random =>
    {
        (double[] labels, double[] scores) = Labelled(random);
        double auc = LabelledProbabilities.RocAuc(labels, scores).Value!.Value;

        Expect.Near(auc, LabelledProbabilities.RocAuc(labels, [.. scores.Select(score => Math.Pow(score, 3) - 7)]), 0);
        Expect.Near(1 - auc, LabelledProbabilities.RocAuc(labels, [.. scores.Select(score => -score)]), 1e-15);
        Expect.Near(1 - auc, LabelledProbabilities.RocAuc([.. labels.Select(label => 1 - label)], scores), 1e-15);
    });

    [Fact]
    public void RocAuc_ZeroOfEitherSign_IsATie() => Expect.Near(0.5, LabelledProbabilities.RocAuc([0, 1], [0.0, -0.0]), 0);

    [Fact]
    public void LogLoss_CertainMiss_IsClipped() => Expect.Near(-Math.Log(LabelledProbabilities.LogLossClip), LabelledProbabilities.LogLoss([1, 1], [0, 0]), 1e-12);

    [Fact]
    public void LogLossAndBrier_Coin_AreKnown()
    {
        Expect.Near(Math.Log(2), LabelledProbabilities.LogLoss([0, 1, 1], [0.5, 0.5, 0.5]), 1e-15);
        Expect.Near(0.25, LabelledProbabilities.Brier([0, 1, 1], [0.5, 0.5, 0.5]), 1e-15);
    }

    /// <summary>Few different scores, so that there are ties, and both classes.</summary>
    private static (double[] Labels, double[] Scores) Labelled(SeededRandom random)
    {
        int count = 2 + random.Next(40);
        double[] labels = [0, 1, .. Enumerable.Range(2, count - 2).Select(_ => (double)random.Next(2))];
        return (labels, [.. labels.Select(label => random.Next(12) + label)]);
    }
}
