using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Studies;

/// <summary>A part of a space: narrower ranges and fewer choices. Its points have places of their own (fewer parameters, other places of choices), which this translates.</summary>
public sealed class SearchRegion
{
    /// <summary>The best third of what was measured decides, but not fewer than these.</summary>
    private const int LeastBest = 5;

    private readonly SearchSpace whole;
    private readonly int[] places;
    private readonly int[]?[] choices;

    private SearchRegion(SearchSpace whole, IReadOnlyList<(SearchParameter Parameter, int Place, int[]? Choices)> parts)
    {
        this.whole = whole;
        Space = new SearchSpace(parts.Select(part => part.Parameter));
        places = [.. parts.Select(part => part.Place)];
        choices = [.. parts.Select(part => part.Choices)];
    }

    public SearchSpace Space { get; }

    /// <summary>The space as a region of itself.</summary>
    public static SearchRegion Whole(SearchSpace whole)
    {
        ArgumentNullException.ThrowIfNull(whole);
        return Of(whole, []);
    }

    /// <summary>Where the best third of the trials (at least 5) lies; fewer would fence in a valley that was found by chance.
    /// <list type="bullet">
    /// <item>a range reaches over what they reach over and a quarter of that further on both sides, at least 5 % of the whole range and one whole number;</item>
    /// <item>it stays whole where they reach over half of what was tried, for then the parameter does not matter, and where fewer than 3 of them have it;</item>
    /// <item>a choice stays when one of them has it, or when it was tried too little: fewer than 6 times, or half of its equal part;</item>
    /// <item>a parameter whose condition cannot hold any more is left out.</item>
    /// </list></summary>
    public static SearchRegion Of(SearchSpace whole, IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(whole);
        IReadOnlyList<Trial> measured = TrialRanking.Best(trials);
        SearchPoint[] field = [.. measured.Select(trial => trial.Point)];
        RegionBounds bounds = new(field, field[..Math.Min(field.Length, Math.Max(LeastBest, (field.Length + 2) / 3))]);
        Dictionary<string, ChoiceParameter> kept = new(StringComparer.Ordinal);
        List<(SearchParameter, int, int[]?)> parts = [];
        for (int i = 0; i < whole.Parameters.Count; i++)
        {
            SearchParameter parameter = whole.Parameters[i];
            if (parameter.When is { } when)
            {
                if (!kept.TryGetValue(when.Parameter, out ChoiceParameter? parent)) continue;
                string[] left = [.. when.Choices.Intersect(parent.Choices, StringComparer.Ordinal)];
                if (left.Length == 0) continue;
                parameter = parameter with { When = when with { Choices = left } };
            }

            if (parameter is ChoiceParameter choice)
            {
                int[] stay = bounds.Choices(choice, i);
                ChoiceParameter narrowed = choice with { Choices = [.. stay.Select(place => choice.Choices[place])] };
                kept[choice.Name] = narrowed;
                parts.Add((narrowed, i, stay));
            }
            else
            {
                parts.Add((bounds.Range(parameter, i), i, null));
            }
        }

        return new SearchRegion(whole, parts);
    }

    /// <summary>A point of the region as a point of the whole space.</summary>
    public SearchPoint ToWhole(SearchPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        double[] values = [.. Enumerable.Repeat(double.NaN, whole.Parameters.Count)];
        for (int i = 0; i < places.Length; i++)
        {
            if (point.IsActive(i)) values[places[i]] = choices[i] is { } stay ? stay[(int)point[i]] : point[i];
        }

        return new SearchPoint(values);
    }

    /// <summary>A point of the whole space as a point of the region; null where it lies outside.</summary>
    public SearchPoint? FromWhole(SearchPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        double[] values = new double[places.Length];
        for (int i = 0; i < places.Length; i++)
        {
            double value = point[places[i]];
            values[i] = choices[i] is { } stay && !double.IsNaN(value) ? Array.IndexOf(stay, (int)value) : value;
            if (!double.IsNaN(value) && !Space.Parameters[i].Allows(values[i])) return null;
        }

        return new SearchPoint(values);
    }
}
