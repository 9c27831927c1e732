using ServerlessTraining.Domain;
using ServerlessTraining.Search.Spaces;

namespace ServerlessTraining.Search.Samplers;

/// <summary>A parameter as the samplers measure it: by its share of the range, a choice by its place. NaN stands for no value, as in a point.</summary>
internal sealed class SearchAxis(SearchSpace space, int index)
{
    // A kernel this wide still reaches the neighbours of a whole number now and then.
    private const double OfCell = 0.5;

    private readonly SearchParameter parameter = space.Parameters[index];

    /// <summary>Of a parameter with choices how many there are; else 0.</summary>
    public int Choices { get; } = space.Parameters[index] is ChoiceParameter choice ? choice.Choices.Count : 0;

    public bool IsChoice => Choices > 0;

    public bool IsConditional { get; } = space.ParentOf(index) >= 0;

    /// <summary>Half of what one of the values takes up when all take up the same; 0 where they cannot be counted.</summary>
    public double MeanCell { get; } = space.Parameters[index].Count is { } count ? OfCell / count : 0;

    public static SearchAxis[] Of(SearchSpace space) => [.. Enumerable.Range(0, space.Parameters.Count).Select(i => new SearchAxis(space, i))];

    /// <summary>Whether a point of another, wider space may stand here.</summary>
    public bool Contains(double at) => IsChoice ? at >= 0 && at < Choices : at is >= 0 and <= 1;

    public double At(double value) => IsChoice || double.IsNaN(value) ? value : parameter.ToShare(value);

    public double Value(double at) => IsChoice || double.IsNaN(at) ? at : parameter.FromShare(at);

    /// <summary>Where a drawn share comes to lie: whole numbers lie in the middle of what is theirs.</summary>
    public double Settled(double share) => parameter is WholeParameter ? parameter.ToShare(parameter.FromShare(share)) : share;

    /// <summary>The least width of a kernel about a value: below it a whole number would be drawn again and again.</summary>
    public double LeastWidth(double value)
    {
        if (parameter is not WholeParameter { Low: var low, High: var high } || low == high || double.IsNaN(value)) return 0;
        double step = value < high ? parameter.ToShare(value + 1) - parameter.ToShare(value) : parameter.ToShare(value) - parameter.ToShare(value - 1);
        return OfCell * step;
    }

    public double Random(SeededRandom random) => IsChoice ? random.Next(Choices) : Settled(random.NextDouble());

    /// <summary>What leaves the range comes back in: cut off, it would heap up at the ends.</summary>
    public double Reflected(double share)
    {
        double folded = Math.Abs(share) % 2;
        return Settled(folded > 1 ? 2 - folded : folded);
    }
}
