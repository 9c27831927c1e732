namespace ServerlessTraining.Domain.Regimes.Parsing;

internal static class Spelling
{
    /// <summary>` Did you mean 'x'?` with the nearest candidate, or nothing when none is near.</summary>
    public static string DidYouMean(string found, IEnumerable<string> candidates)
    {
        string? nearest = null;
        int least = Math.Max(1, found.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            int distance = Distance(found.ToLowerInvariant(), candidate);
            if (distance >= least) continue;
            least = distance;
            nearest = candidate;
        }

        return nearest is null ? "" : $" Did you mean '{nearest}'?";
    }

    /// <summary>Letters to insert, delete, replace or swap with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) cost[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) cost[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(replaced, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }

        return cost[a.Length, b.Length];
    }
}
