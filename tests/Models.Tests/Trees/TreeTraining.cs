using System.Text;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;

namespace ServerlessTraining.Models.Tests.Trees;

internal static class TreeTraining
{
    public static IModel Train(string modelType, TrainingRequest request, IProgress<TrainingProgress>? progress = null) =>
        TrainUntil(modelType, request, progress, TestContext.Current.CancellationToken);

    public static IModel TrainUntil(string modelType, TrainingRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancelled) =>
        TreeLibraries.Trainers.Find(modelType).Train(request, progress, cancelled);

    /// <summary>The model's only file as text.</summary>
    public static string File(string modelType, TrainingRequest request)
    {
        using IModel model = Train(modelType, request);
        return Encoding.UTF8.GetString(model.ToFiles().Single().Value);
    }

    public static double[] Predict(this IModel model, FeatureMatrix features, RowRange rows, Target target)
    {
        double[] predictions = new double[rows.Count];
        model.Predict(features, rows, target, predictions);
        return predictions;
    }

    public static SavedModel Save(this IModel model) => new(model.FeatureNames, model.Targets, model.Report, model.ToFiles());
}
