namespace ServerlessTraining.Orchestration.History.Detail;

/// <summary>Chooses the points of a curve that is too long to be sent.</summary>
internal static class CurveThinning
{
    /// <summary>More than any screen has columns.</summary>
    public const int MostPoints = 5000;

    /// <param name="stretches">How many points each stretch of the curve has, at least 1; they follow each other.</param>
    /// <param name="most">Points to keep; where the ends of all stretches are more, these.</param>
    /// <returns>The places of those that stay, ascending: the first and the last of each stretch, the others evenly between them, to each stretch by its length.</returns>
    public static int[] Kept(IReadOnlyList<int> stretches, int most)
    {
        int all = stretches.Sum();
        if (all <= most) return [.. Enumerable.Range(0, all)];
        long free = Math.Max(0, most - (2 * stretches.Count));
        List<int> kept = [];
        int first = 0;
        foreach (int count in stretches)
        {
            int points = Math.Min(count, 2 + (int)(free * count / all));
            for (int i = 0; i < points; i++) kept.Add(first + (points == 1 ? 0 : (int)((long)i * (count - 1) / (points - 1))));
            first += count;
        }

        return [.. kept];
    }
}
