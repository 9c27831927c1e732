using ServerlessTraining.Search.Spaces;

namespace ServerlessTraining.Search.Studies;

/// <summary>How far the parameters of a <see cref="SearchRegion"/> reach.</summary>
/// <param name="field">The points that were measured.</param>
/// <param name="best">Those of them that decide.</param>
internal sealed class RegionBounds(SearchPoint[] field, SearchPoint[] best)
{
    /// <summary>A range that fewer of the best have is not judged.</summary>
    private const int LeastActive = 3;

    /// <summary>Nor is a choice that was measured less often, or in less than half of the trials that would be its part: TPE leaves a choice early.</summary>
    private const int LeastChosen = 6;

    /// <summary>Where the best reach over this share of what was tried, they say nothing about a parameter: seven at random reach over three quarters.</summary>
    private const double Indifferent = 0.5;

    /// <summary>On both sides, as a share of what the best reach over.</summary>
    private const double Widening = 0.25;

    /// <summary>On both sides at least, as a share of the whole range.</summary>
    private const double LeastWidening = 0.05;

    /// <summary>The places of the choices that stay.</summary>
    public int[] Choices(ChoiceParameter choice, int place)
    {
        int[] all = [.. Enumerable.Range(0, choice.Choices.Count)];
        if (!best.Any(point => point.IsActive(place))) return all;
        double least = Math.Max(LeastChosen, field.Count(point => point.IsActive(place)) / (2.0 * all.Length));
        return [.. all.Where(one => best.Any(point => point[place] == one) || field.Count(point => point[place] == one) < least)];
    }

    public SearchParameter Range(SearchParameter parameter, int place)
    {
        double[] values = [.. best.Where(point => point.IsActive(place)).Select(point => point[place])];
        if (values.Length < LeastActive) return parameter;
        (double least, double most) = (parameter.ToShare(values.Min()), parameter.ToShare(values.Max()));
        double[] tried = [.. field.Where(point => point.IsActive(place)).Select(point => parameter.ToShare(point[place]))];
        double reach = most - least;
        if (reach >= Indifferent * (tried.Max() - tried.Min())) return parameter;
        double widening = Math.Max(LeastWidening, Widening * reach);
        // What the best have lies in it whatever rounding does.
        double low = Math.Min(parameter.FromShare(Math.Max(0, least - widening)), values.Min());
        double high = Math.Max(parameter.FromShare(Math.Min(1, most + widening)), values.Max());
        return parameter switch
        {
            WholeParameter number => number with
            {
                Low = (int)Math.Max(number.Low, Math.Min(low, values.Min() - 1)),
                High = (int)Math.Min(number.High, Math.Max(high, values.Max() + 1)),
            },
            RealParameter number => number with { Low = low, High = high },
            _ => parameter,
        };
    }
}
