using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Samplers;

/// <summary>Trials of several objectives from best to worst: by their front, the first being those that no other is better than in everything; within a front those first
/// that have the most room around them, so that a part of a front is spread over the whole of it.</summary>
internal static class ParetoOrder
{
    public static IEnumerable<int> Of(IReadOnlyList<int> trials, Func<int, IReadOnlyList<double>> losses)
    {
        // By the first objective, then the next: a trial is dominated by earlier ones only, so its front is known when it comes.
        int[] sorted = [.. trials.OrderBy(losses, Comparer<IReadOnlyList<double>>.Create(Compare)).ThenBy(i => i)];
        List<List<int>> fronts = [];
        foreach (int trial in sorted)
        {
            List<int>? front = fronts.Find(front => !front.Exists(other => Dominance.Dominates(losses(other), losses(trial))));
            if (front is null) fronts.Add(front = []);
            front.Add(trial);
        }

        return fronts.SelectMany(front => Roomiest(front, losses));
    }

    private static int Compare(IReadOnlyList<double>? one, IReadOnlyList<double>? other)
    {
        int compared = 0;
        for (int i = 0; i < one!.Count && compared == 0; i++) compared = one[i].CompareTo(other![i]);
        return compared;
    }

    /// <summary>Room: the distance between the neighbours on either side, summed over the objectives, each as a share of its range; endless at the ends.</summary>
    private static IEnumerable<int> Roomiest(List<int> front, Func<int, IReadOnlyList<double>> losses)
    {
        Dictionary<int, double> room = front.ToDictionary(trial => trial, _ => 0.0);
        for (int objective = 0; objective < losses(front[0]).Count; objective++)
        {
            int[] line = [.. front.OrderBy(trial => losses(trial)[objective])];
            double range = losses(line[^1])[objective] - losses(line[0])[objective];
            room[line[0]] = room[line[^1]] = double.PositiveInfinity;
            for (int i = 1; i < line.Length - 1; i++)
            {
                double gap = losses(line[i + 1])[objective] - losses(line[i - 1])[objective];
                if (range > 0 && double.IsFinite(range)) room[line[i]] += gap / range;
            }
        }

        return front.OrderByDescending(trial => room[trial]);
    }
}
