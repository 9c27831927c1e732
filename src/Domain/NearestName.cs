namespace ServerlessTraining.Domain;

/// <summary>Finds the name that was meant: the nearest by letters changed, added, left out or swapped with their neighbour, when it is near enough to be no guess.</summary>
public static class NearestName
{
    private const int LongestName = 64;
    private const int LettersAMistake = 3;

    /// <summary>"; did you mean 'x'?", or nothing.</summary>
    public static string Clause(string written, IEnumerable<string> names) => Find(written, names) is { } name ? $"; did you mean '{name}'?" : "";

    /// <summary>" Did you mean 'x'?", or nothing.</summary>
    public static string Sentence(string written, IEnumerable<string> names) => Find(written, names) is { } name ? $" Did you mean '{name}'?" : "";

    private static string? Find(string written, IEnumerable<string> names)
    {
        if (written.Length is 0 or > LongestName) return null;
        string? best = null;
        int least = Math.Max(1, written.Length / LettersAMistake) + 1;
        foreach (string name in names.Where(name => name.Length <= LongestName))
        {
            int distance = Distance(written.ToLowerInvariant(), name.ToLowerInvariant());
            if (distance >= least) continue;
            least = distance;
            best = name;
        }

        return best;
    }

    /// <summary>Optimal string alignment.</summary>
    private static int Distance(string from, string to)
    {
        int[] before = new int[to.Length + 1];
        int[] last = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int[] row = new int[to.Length + 1];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int change = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                row[j] = Math.Min(change, 1 + Math.Min(last[j], row[j - 1]));
                bool swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
                if (swapped) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last) = (last, row);
        }

        return last[to.Length];
    }
}
