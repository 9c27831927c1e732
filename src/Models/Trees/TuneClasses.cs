using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.Trees;

internal static class TuneClasses
{
    /// <summary>The area under the curve has no value for one class; LightGBM would take it as 1, and early stopping would keep the first tree without a word.</summary>
    public static void Check(TrainingRequest request)
    {
        if (request.Tune is not { } tune) return;
        string[] faults = [.. from target in request.Targets
                              where target.Kind == TargetKind.Direction
                              let labels = tune.LabelledRows(target).Select(row => tune.Labels(target)[row]).Distinct().ToArray()
                              where labels.Length == 1
                              select $"all labels of {target} in tune are {labels[0]}"];
        if (faults.Length == 0) return;
        throw new ServerlessTrainingException($"The metric auc needs both classes: {string.Join("; ", faults)}. Take a longer tune part, or another metric.");
    }
}
