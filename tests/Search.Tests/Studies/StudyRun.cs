using ServerlessTraining.Domain;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Studies;
using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Tests.Studies;

/// <summary>Studies whose trials are functions.</summary>
internal static class StudyRun
{
    public static SearchSpace Mixed { get; } = new(
    [
        new ChoiceParameter("boosting", ["\"gbdt\"", "\"dart\"", "\"goss\""]),
        new RealParameter("drop_rate", 0, 0.5) { When = new SearchCondition("boosting", ["\"dart\""]) },
        new WholeParameter("leaves", 4, 256, Log: true),
        new RealParameter("rate", 0.001, 1, Log: true),
        new RealParameter("unused", -1, 1),
    ]);

    /// <summary>Least, 0, at dart with a drop rate of 0.1, 32 leaves and a rate of 0.03; `unused` has no effect.</summary>
    public static double MixedLoss(SearchPoint point)
    {
        double boosting = point[0] == 1 ? Math.Abs(point[1] - 0.1) : 0.4 + (0.1 * point[0]);
        double leaves = Math.Log(point[2] / 32) / Math.Log(64);
        double rate = Math.Log(point[3] / 0.03) / Math.Log(1000);
        return boosting + (4 * leaves * leaves) + (6 * rate * rate);
    }

    public static List<StudyTrial> Whole(SearchSpace space, StudyOptions options, Func<TrialProposal, double> loss, List<StudyTrial>? from = null)
    {
        List<StudyTrial> finished = from ?? [];
        while (FourPhases.Next(space, options, finished) is { Count: > 0 } next) finished.AddRange(next.Select(proposal => Measured(proposal, loss(proposal))));
        return finished;
    }

    /// <summary>NaN is a trial that failed.</summary>
    public static StudyTrial Measured(TrialProposal proposal, double loss) => double.IsNaN(loss)
        ? new StudyTrial(proposal, TrialState.Failed, [], [])
        : new StudyTrial(proposal, TrialState.Complete, [loss], [[loss]]);

    /// <summary>A loss with noise that a trial always has the same of.</summary>
    public static double Noisy(TrialProposal proposal, double deviation) =>
        MixedLoss(proposal.Point) + (deviation * new SeededRandom(proposal.Seed).Fork((ulong)proposal.Point.GetHashStable()).NextGaussian());

    /// <summary>Unlike a hash code the same in every process.</summary>
    private static long GetHashStable(this SearchPoint point)
    {
        long hash = 17;
        foreach (double value in point.Values) hash = unchecked((hash * 31) + BitConverter.DoubleToInt64Bits(value));
        return hash;
    }
}
