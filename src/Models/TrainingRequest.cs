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

        int[] rows = samples.LabelledRows(target);
        if (rows.Length == 0) faults.Add($"no row of {part} has a label for {target}");
        else if (target.Kind == TargetKind.Direction && part == "fit" && HasOneClass(samples.Labels(target), rows)) faults.Add($"all labels of {target} in {part} are {samples.Labels(target)[rows[0]]}; two classes are needed");
    }

    private static bool HasOneClass(ReadOnlySpan<double> labels, int[] rows)
    {
        double first = labels[rows[0]];
        foreach (int row in rows)
        {
            if (labels[row] != first) return false;
        }

        return true;
    }
}
