using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;

namespace ServerlessTraining.Models;

/// <summary>A trained model. Predicting changes nothing in it; several threads may do it at once.</summary>
public interface IModel : IDisposable
{
    string ModelType { get; }

    /// <summary>The columns that it was trained on, in their order. Another list is refused.</summary>
    IReadOnlyList<string> FeatureNames { get; }

    IReadOnlyList<Target> Targets { get; }

    /// <summary>Rows before a predicted row that are read as well: 0 but for models of sequences.</summary>
    int History { get; }

    TrainingReport Report { get; }

    /// <summary>A probability of 1 for a direction, a simple return otherwise; one entry a row.</summary>
    void Predict(FeatureMatrix features, RowRange rows, Target target, Span<double> predictions);

    /// <summary>The files that <see cref="IModelTrainer.Load"/> makes the model from again, by name (letters, digits, '-', '_' and '.').</summary>
    IReadOnlyDictionary<string, byte[]> ToFiles();
}
