namespace ServerlessTraining.Search.Trials;

/// <summary>One result beside another, by several objectives.</summary>
internal static class Dominance
{
    /// <summary>Nowhere worse and somewhere better.</summary>
    public static bool Dominates(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        bool better = false;
        for (int i = 0; i < one.Count; i++)
        {
            if (one[i] > other[i]) return false;
            better |= one[i] < other[i];
        }

        return better;
    }
}
