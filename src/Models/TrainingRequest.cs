using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Models;

/// <summary>What to train on what.</summary>
public sealed record TrainingRequest
{
    public required Samples Fit { get; init; }

    /// <summary>The part that early stopping looks at; null trains all iterations. It is cut from the end of the training part with a purge, never from the test.</summary>
    public Samples? Tune { get; init; }

    /// <summary>Each has labels in <see cref="Fit"/>, and in <see cref="Tune"/> where there is one.</summary>
    public required IReadOnlyList<Target> Targets { get; init; }

    /// <summary>In the names of the model type; what is left out has its default.</summary>
    public HyperParameters Options { get; init; } = HyperParameters.None;

    public ulong Seed { get; init; } = 1;

    /// <summary>1 to 256. Part of the recipe: sums in another order differ in their last digits.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Throws with everything that is wrong, for every model type alike.</summary>
    public void Validate()
    {
        List<string> faults = [];
        if (Targets.Count == 0) faults.Add("there are no targets");
        faults.AddRange(Targets.CountBy(target => target).Where(pair => pair.Value > 1).Select(pair => $"{pair.Key} is there {pair.Value} times"));
        if (Threads is < 1 or > 256) faults.Add($"threads is {Threads}; 1 to 256 are allowed");
        if (Tune is not null && !Tune.Features.Names.SequenceEqual(Fit.Features.Names)) faults.Add("fit and tune have different features");
        foreach (Target target in Targets.Distinct())
        {
            Check(Fit, target, "fit", faults);
            if (Tune is not null) Check(Tune, target, "tune", faults);
        }

        if (faults.Count > 0) throw new ServerlessTrainingException($"Nothing can be trained: {string.Join("; ", faults)}.");
    }

    private static void Check(Samples samples, Target target, string part, List<string> faults)
    {
        if (!samples.Targets.Contains(target))
        {
            faults.Add($"{part} has no labels for {target}");
            return;
        }

        if (OfLabels(samples, target, part) is { } fault) faults.Add(fault);
    }

    /// <summary>Looks no further than it must: as a rule two rows tell that there are two classes.</summary>
    private static string? OfLabels(Samples samples, Target target, string part)
    {
        ReadOnlySpan<double> labels = samples.Labels(target);
        double first = double.NaN;
        foreach (RowRange range in samples.Rows)
        {
            for (int row = range.First; row < range.End; row++)
            {
                if (double.IsNaN(labels[row])) continue;
                if (target.Kind != TargetKind.Direction || (!double.IsNaN(first) && labels[row] != first)) return null;
                first = labels[row];
            }
        }

        return double.IsNaN(first)
            ? $"no row of {part} has a label for {target}"
            : $"all labels of {target} in {part} are {first}; two classes are needed";
    }
}
